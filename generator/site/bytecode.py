"""Compiled templates, kept where Python keeps compiled modules: beside the program, and on its terms."""

import sys
from collections.abc import Callable
from contextlib import suppress
from importlib.metadata import version
from importlib.util import cache_from_source
from pathlib import Path

import jinja2
from jinja2.bccache import Bucket

_FOLDER = Path(cache_from_source(__file__)).parent
_NONE = ""
"""The key of what is not kept."""


class Bytecode(jinja2.FileSystemBytecodeCache):
    """The program's own templates, compiled. Nothing is kept where Python keeps nothing.

    What is found is as trustworthy as the program itself; nothing of an archive's own cache is ever run.
    """

    def __init__(self, is_own: Callable[[str | None], bool], *form: str) -> None:
        """*is_own* tells the program's templates by their files; *form* is what compiling depends on, besides
        the source and the versions of what compiles: extensions, for one."""
        super().__init__(str(_FOLDER), f"template-%s.{sys.implementation.cache_tag}.pyc")
        self._is_own = is_own
        self._form = " ".join((version("jinja2"), version("mkdocs"), *sorted(form)))

    def get_bucket(
        self, environment: jinja2.Environment, name: str, filename: str | None, source: str
    ) -> Bucket:
        """A template that was compiled before. What tells it from others is its text as it is compiled, and
        whether it escapes."""
        if not self._is_own(filename):
            return Bucket(environment, _NONE, _NONE)
        escapes = environment.autoescape
        escapes = escapes if isinstance(escapes, bool) else escapes(name)
        compiled = environment.preprocess(source, name, filename)
        return super().get_bucket(environment, name, filename, f"{escapes}\n{compiled}")

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """A key for a template, and for the form of the environment."""
        return super().get_cache_key(f"{self._form} {name}", filename)

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take what is kept; what is damaged is not there."""
        try:
            super().load_bytecode(bucket)
        except Exception:  # whatever a damaged pickle raises
            bucket.reset()

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a template."""
        if bucket.key != _NONE and Path(self.directory).is_dir() and not sys.dont_write_bytecode:
            with suppress(OSError):
                super().dump_bytecode(bucket)
