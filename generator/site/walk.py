"""MkDocs looks through whole folders for its files; where there can be none of its own it need not look.

Papers are known already, and most of all files below ``docs/``. The theme has thousands of icons, in a folder
of which MkDocs takes nothing, since its name begins with a dot.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import jinja2
from mkdocs.commands import build
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files, get_files

from generator.site.admission import PAPERS


class _FewFiles(Files):
    """The files of MkDocs, to which those of the theme are still to be added."""

    def add_files_from_theme(self, env: jinja2.Environment, config: MkDocsConfig) -> None:
        """Add what the theme brings."""
        with _walks_without(lambda folder, name: folder in config.theme.dirs and name.startswith(".")):
            super().add_files_from_theme(env, config)


def leave_papers_out() -> None:
    """Let MkDocs look for files once without the papers. It can only exclude what it has walked through."""

    def get_others(config: MkDocsConfig) -> Files:
        build.get_files = get_files  # type: ignore[attr-defined]  # not meant to be replaced
        with _walks_without(lambda folder, name: folder == config.docs_dir and f"{name}/" == PAPERS):
            return _FewFiles(get_files(config))

    build.get_files = get_others  # type: ignore[attr-defined]


@contextmanager
def _walks_without(is_hidden: Callable[[str, str], bool]) -> Iterator[None]:
    """Meanwhile no walk goes into the folders that are hidden, by the folder they are in and their names."""
    walk = os.walk

    def around(top: Any, *args: Any, **options: Any) -> Iterator[tuple[Any, list[Any], list[Any]]]:
        for folder, folders, files in walk(top, *args, **options):
            folders[:] = [name for name in folders if not is_hidden(folder, name)]
            yield folder, folders, files

    os.walk = around
    try:
        yield
    finally:
        os.walk = walk
