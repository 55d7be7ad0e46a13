"""The templates: where they are found, which of them escape, and which are rendered once for a folder."""

import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import jinja2
from jinja2.ext import Extension
from mkdocs.exceptions import BuildError

from generator.site.bytecode import Bytecode
from generator.site.pages import LeafPage
from generator.site.shell import MARKS, Shell, cut

TEMPLATES: Final = Path(__file__).parent / "templates"
OWN: Final = frozenset(path.relative_to(TEMPLATES).as_posix() for path in TEMPLATES.rglob("*.html"))
LEAVES: Final = ("leaf.html", "home.html", "author.html", "search.html", "paper.html")
"""Templates of leaves: everything that differs from page to page is a slot of the shell."""
_LINE_END = re.compile(r"(?<=>)(?<!</[abi]>)(?<!</span>)\n\s*(?=<|\{%)")
"""The end of a line between two elements, of which the first is no link, no bold or quiet piece of a text."""


def _is_own(filename: str | None) -> bool:
    """Whether a template is the program's: an owner's own of the same name is not."""
    return filename is not None and Path(filename).is_relative_to(TEMPLATES)


class Joined(Extension):
    """Joins the lines of our templates where only elements meet: their ends would stand on every page."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        """The template with those ends within comments, so that errors name the right lines."""
        return _LINE_END.sub(_commented, source) if _is_own(filename) else source


def _commented(ends: re.Match[str]) -> str:
    return "{#" + "\n" * ends[0].count("\n") + "#}"


def fragments(folders: Sequence[str]) -> jinja2.Environment:
    """The environment for pieces of pages. It always escapes, and knows no undefined name."""
    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(folders),
        extensions=(Joined,),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        auto_reload=False,
        trim_blocks=True,
        lstrip_blocks=True,
        bytecode_cache=Bytecode(_is_own, "fragments"),
    )


class SiteEnvironment(jinja2.Environment):
    """MkDocs' environment, escaping in our templates, with shells in the place of the leaves' templates."""

    def __init__(self, theirs: jinja2.Environment) -> None:
        super().__init__(
            loader=theirs.loader,
            extensions=(*theirs.extensions, Joined),
            autoescape=lambda name: name in OWN,
            auto_reload=False,
            trim_blocks=True,
            lstrip_blocks=True,
            bytecode_cache=Bytecode(_is_own, *theirs.extensions),
        )
        self.filters.update(theirs.filters)
        self.globals.update(theirs.globals)
        self._leaves: dict[str, LeafTemplate] = {}

    def get_template(self, name: Any, parent: str | None = None, globals: Any = None) -> Any:  # noqa: A002
        """The template of this name. A leaf's, unless another template extends it, renders by joining."""
        template = super().get_template(name, parent, globals)
        if name not in LEAVES or parent is not None:
            return template
        return self._leaves.setdefault(name, LeafTemplate(template))


class LeafTemplate:
    """Renders like a template of Jinja's, but once for each depth; pages are joined from the parts."""

    def __init__(self, template: jinja2.Template) -> None:
        self.template = template
        self._shells: dict[str, Shell] = {}

    def render(self, context: Mapping[str, Any]) -> str:
        """The whole page of MkDocs; nothing for a leaf that could not be drawn."""
        page = context["page"]
        assert isinstance(page, LeafPage)
        return self.join(context["base_url"], page.slots, lambda: context) if page.content else ""

    def join(self, base: str, slots: Mapping[str, str], context: Callable[[], Mapping[str, Any]]) -> str:
        """The whole page. The first one of a depth is compared with what the template itself makes of it.

        *base* is the way from the page to the root of the site; *context* gives the rest that the template
        is rendered with, if it must be.
        """
        if base in self._shells:
            return self._shells[base].join(slots)
        known = context()
        shell = cut(self.template.render({**known, "page": None, "slot": MARKS}))
        self._shells[base] = shell
        joined = shell.join(slots)
        if joined != self.template.render({**known, "slot": slots}):
            raise BuildError(f"{self.template.name}: something that is no slot differs between pages.")
        return joined
