"""Compiled templates, kept where Python keeps compiled modules: beside the program, and on its terms."""

import sys
from contextlib import suppress
from pathlib import Path

import jinja2
from jinja2.bccache import Bucket

_FOLDER = Path(__file__).parent / "__pycache__"


class Bytecode(jinja2.FileSystemBytecodeCache):
    """Compiled templates of environments of one form. Nothing is kept where Python keeps nothing.

    What is found is as trustworthy as the program itself; nothing of an archive's own cache is ever run.
    """

    def __init__(self, *form: str) -> None:
        """*form* is what else compiling depends on, besides the template: extensions, for one."""
        super().__init__(str(_FOLDER), "template-%s.pyc")
        self._form = " ".join((jinja2.__version__, *sorted(form)))

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """A key for a template, and for the form of the environment."""
        return super().get_cache_key(f"{self._form} {name}", filename)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a template."""
        if _FOLDER.is_dir() and not sys.dont_write_bytecode:
            with suppress(OSError):
                super().dump_bytecode(bucket)
