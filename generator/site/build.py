"""The whole build as one function, for the command line and for tests."""

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from mkdocs.commands.build import build as build_site
from mkdocs.config import load_config
from mkdocs.exceptions import Abort, MkDocsException

from generator.site.plugin import PapershelfPlugin


class SiteError(RuntimeError):
    """The site was not built. Says why; `warnings` holds what was said before."""

    def __init__(self, message: str, warnings: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.warnings = warnings


class BuildReport(NamedTuple):
    """What was built, and what was left out or doubtful on the way."""

    papers: int
    digests: int
    tags: int
    site_dir: Path
    warnings: tuple[str, ...]


def build(root: Path, *, strict: bool) -> BuildReport:
    """Build the archive below *root* into the folder that its ``mkdocs.yml`` names.

    A page that cannot be published is a warning; where *strict*, one warning fails the build.
    Raises SiteError.
    """
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")  # Material's notice; our versions are bounded
    with _warnings() as warnings:
        try:
            config = load_config(str(root / "mkdocs.yml"), strict=strict)
            plugin = config.plugins.get("papershelf")
            if not isinstance(plugin, PapershelfPlugin):
                raise SiteError("mkdocs.yml does not name the plugin papershelf. Add it under plugins.")
            config.plugins.on_startup(command="build", dirty=False)
            try:
                build_site(config)
            finally:
                config.plugins.on_shutdown()
        except (MkDocsException, Abort) as error:
            cause = error.__context__ if isinstance(error.__context__, MkDocsException) else error
            said_before = tuple(warning for warning in warnings if warning != str(cause))
            raise SiteError(str(cause), said_before) from error
    known = plugin.catalogue
    return BuildReport(
        len(known.pages), len(known.digests), len(known.vocabulary), Path(config.site_dir), tuple(warnings)
    )


def site_folder(root: Path) -> Path:
    """Where the site of an archive is built, as its ``mkdocs.yml`` says. Raises SiteError."""
    with _warnings():
        try:
            return Path(load_config(str(root / "mkdocs.yml")).site_dir)
        except (MkDocsException, Abort) as error:
            raise SiteError(str(error)) from error


class _Collector(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


@contextmanager
def _warnings() -> Iterator[list[str]]:
    """What MkDocs and its plugins warn of meanwhile, instead of on the terminal."""
    logger, collector = logging.getLogger("mkdocs"), _Collector()
    propagated, logger.propagate = logger.propagate, False
    logger.addHandler(collector)
    try:
        yield collector.messages
    finally:
        logger.removeHandler(collector)
        logger.propagate = propagated
