"""The shell: a page joined from parts equals the page that its template makes."""

from __future__ import annotations

from collections.abc import Callable
from html.parser import HTMLParser

import jinja2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup
from mkdocs.commands.build import build as build_site
from mkdocs.config import load_config
from mkdocs.exceptions import Abort

from generator.site.environment import LeafTemplate
from generator.site.shell import MARKS, SLOTS, Kind, Shell, ShellError, cut
from tests.site.conftest import Shelf

HOSTILE = [
    '"><script>alert(1)</script>',
    "' onmouseover='alert(1)",
    "</title><img src=x onerror=alert(1)>",
    "{{ 7 * 7 }}{% raw %}",
    "\ue000main\ue001",
    "a & b &amp; c < d > e",
    "\u202e\u2028\x7f",
    "<!-- ",
    "]]>",
    "${x} \\1 %s {0}",
]

PLOT = set("class width height role aria-label aria-hidden y viewbox preserveaspectratio".split())
"""What the drawings of our own say of themselves."""

TEMPLATE = """<title>{{ slot.title }}</title><meta content="{{ slot.description }}">
<link href="{{ slot.canonical }}">{{ slot.head }}
<main>{{ slot.main }}{{ slot.title }}</main>"""


def values(title: str, description: str) -> dict[str, str]:
    return {
        "title": title,
        "description": description,
        "canonical": description,
        "head": Markup("<meta>"),
        "main": Markup("<p>{}</p>").format(title),
    }


@given(st.text() | st.sampled_from(HOSTILE), st.text() | st.sampled_from(HOSTILE))
def test_a_joined_page_equals_the_rendered_one(title: str, description: str) -> None:
    template = jinja2.Environment(autoescape=True).from_string(TEMPLATE)
    shell = cut(template.render(slot=MARKS))
    written = values(title, description)
    assert shell.join(written) == template.render(slot=written)


def test_text_never_passes_for_html() -> None:
    with pytest.raises(ShellError, match="main"):
        Shell(("<p>", "</p>"), ("main",)).join({**values("t", "d"), "main": "<b>text</b>"})


@pytest.mark.parametrize(
    "template",
    [
        "<p>{description}</p>",
        '<a href="{main}">',
        "<a href={canonical}>",
        '<a title="" href={canonical}>',
        "<script>{title}</script>",
        "<!-- {title} -->",
        "<p {title}>",
        "<style>{main}</style>",
    ],
)
def test_a_slot_in_the_wrong_place_is_refused(template: str) -> None:
    with pytest.raises(ShellError):
        cut(template.format(**MARKS))


def test_every_page_of_a_site_equals_its_full_render(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    for number, text in enumerate(HOSTILE):
        shelf.topic(f"topic-{number}", text or "-", None, text)
        shelf.paper(
            f"{text} {number}",
            f"Abstract {text}",
            f"2026-11-{number + 1:02}",
            authors=[text, "Somebody Else"],
            tags=[f"topic-{number}", text],
            venue=text,
        )
    seen: list[str] = []
    join = LeafTemplate.join

    def compared(
        self: LeafTemplate, base: str, slots: dict[str, str], context: Callable[[], dict[str, object]]
    ) -> str:
        page = join(self, base, slots, context)
        assert page == self.template.render({**context(), "slot": slots})
        seen.append(page)
        return page

    monkeypatch.setattr(LeafTemplate, "join", compared)
    config = load_config(str(shelf.root / "mkdocs.yml"))
    build_site(config)
    assert len(seen) > 3 * len(HOSTILE)
    for page in seen:
        assert executable(page) == []


def executable(page: str) -> list[str]:
    """Elements and attributes of a page that run something and are not ours."""
    found: list[str] = []

    class Finder(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            known = dict(attrs)
            source = known.get("src") or ""
            ours = not known or ("assets/" in source and ":" not in source)
            is_data = known.get("type") == "application/json"
            if tag == "script" and not ours and not is_data:
                found.append(f"<{tag} {known}>")
            is_plot = tag == "svg" and known.keys() <= PLOT
            if tag in ("iframe", "object", "embed", "base", "style", "svg", "img", "use") and not is_plot:
                found.append(f"<{tag}>")
            found.extend(name for name in known if name.startswith("on") or name == "style")
            found.extend(
                f"{name}={value}"
                for name, value in attrs
                if name in ("href", "src", "action")
                and (value or "").strip().lower().startswith("javascript:")
            )

    Finder().feed(page)
    return found


def test_kinds_are_declared_for_every_slot() -> None:
    assert set(MARKS) == set(SLOTS)
    assert set(SLOTS.values()) == set(Kind)


def test_a_template_that_leaks_a_page_is_noticed(shelf: Shelf) -> None:
    """What is no slot and differs between pages would be the first page's on all others."""
    folder = shelf.root / "overrides"
    folder.mkdir()
    (folder / "leaf.html").write_text(
        '{% extends "base.html" %}{% block content %}{{ page.title }}{{ slot.main }}{% endblock %}'
    )
    configuration = (shelf.root / "mkdocs.yml").read_text()
    shelf.write(
        "mkdocs.yml", configuration.replace("  font: false", "  font: false\n  custom_dir: overrides")
    )
    shelf.paper("One", "Abstract.")
    with pytest.raises(Abort):
        build_site(load_config(str(shelf.root / "mkdocs.yml")))
