"""The services of the network, as the environment names them."""

import os

from generator.sources import arxiv, daily_papers
from generator.sources.web import Web


def endpoint_of(variable: str, usual: str) -> str:
    """The address of a service: a mirror's, where the environment names one."""
    return os.environ.get(variable, "").strip() or usual


def hugging_face() -> Web:
    """A visitor of Hugging Face, with the token of the environment. Raises SourceError where it is none."""
    return Web(daily_papers.MANNERS, os.environ.get("HF_TOKEN", "").strip() or None)


def arxiv_org() -> Web:
    """A visitor of arXiv, which knows no tokens."""
    return Web(arxiv.MANNERS)
