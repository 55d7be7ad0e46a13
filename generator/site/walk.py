"""MkDocs looks for its files below ``docs/``, but not among the papers: they are known, and most of all."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from mkdocs.commands import build
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files, get_files

from generator.site.admission import PAPERS


def leave_papers_out() -> None:
    """Let MkDocs look for files once without the papers. It can only exclude what it has walked through."""

    def get_others(config: MkDocsConfig) -> Files:
        build.get_files = get_files  # type: ignore[attr-defined]  # not meant to be replaced
        with _hidden(config.docs_dir, PAPERS.rstrip("/")):
            return get_files(config)

    build.get_files = get_others  # type: ignore[attr-defined]


@contextmanager
def _hidden(root: str, name: str) -> Iterator[None]:
    """Meanwhile no walk through *root* goes into its folder of this name."""
    walk = os.walk

    def around(top: Any, *args: Any, **options: Any) -> Iterator[tuple[Any, list[Any], list[Any]]]:
        for folder, folders, files in walk(top, *args, **options):
            if folder == root and name in folders:
                folders.remove(name)
            yield folder, folders, files

    os.walk = around
    try:
        yield
    finally:
        os.walk = walk
