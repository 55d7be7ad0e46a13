"""The services of the network, as the environment names them."""

import os
from time import sleep

import typer

from generator.sources import arxiv, daily_papers
from generator.sources.web import Web

_LONG = 10.0
"""Seconds after which somebody at a terminal would think that nothing happens."""


def endpoint_of(variable: str, usual: str) -> str:
    """The address of a service: a mirror's, where the environment names one."""
    return os.environ.get(variable, "").strip() or usual


def hugging_face() -> Web:
    """A visitor of Hugging Face, with the token of the environment. Raises SourceError where it is none."""
    return Web(daily_papers.MANNERS, os.environ.get("HF_TOKEN", "").strip() or None, _wait)


def arxiv_org() -> Web:
    """A visitor of arXiv, which knows no tokens."""
    return Web(arxiv.MANNERS, sleep=_wait)


def _wait(seconds: float) -> None:
    if seconds >= _LONG:
        typer.echo(f"A service does not answer, or asks to wait: {seconds:.0f} seconds.", err=True)
    sleep(seconds)
