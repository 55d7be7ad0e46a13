"""The project's own archive and one of three thousand real papers, as readers see them.

Every kind of page at three widths and in both schemes, a morning with the archive, all of it without scripts,
its links and its weight.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from playwright.sync_api import Browser, Page, expect
from typer.testing import CliRunner

from generator.cli import app
from generator.site.build import build
from tests.conftest import TAGS
from tests.site.bibliography import names, parse
from tests.site.conftest import CONFIGURATION
from tests.site.pages import page as built
from tests.site.pages import titles
from tests.site.test_accessible import faults, kinds
from tests.site.test_links import Site
from tests.site.test_out_weight import FIRST_VISIT, NEXT_PAGE, parts, weight

PROJECT = Path(__file__).resolve().parents[2]
LOOKS = [("big", 360, "light"), ("big", 768, "dark"), ("big", 1440, "light"),
         ("seed", 360, "dark"), ("seed", 768, "light"), ("seed", 1440, "dark")]  # fmt: skip
"""Each archive at each width, and in both schemes."""
"""Authors above whom a page may be heavier: they stand in it as links, as tags for readers, and in BibTeX."""


class Real(NamedTuple):
    """A built archive, and where it is served."""

    site: Path
    address: str


@pytest.fixture(scope="module")
def seed(tmp_path_factory: pytest.TempPathFactory, serve: Callable[[Path], str]) -> Real:
    """The archive that the project comes with."""
    root = tmp_path_factory.mktemp("seed")
    for name in ("docs", "digests"):
        shutil.copytree(PROJECT / name, root / name)
    (root / "mkdocs.yml").write_text(CONFIGURATION)
    site = build(root, strict=True).site_dir
    return Real(site, serve(site))


@pytest.fixture(scope="module")
def big(tmp_path_factory: pytest.TempPathFactory, shared: Path, serve: Callable[[Path], str]) -> Real:
    """Three thousand real papers, and what people write: notes, a withdrawal, a correction, a namesake."""
    root = tmp_path_factory.mktemp("big")
    shutil.copytree(TAGS, root / "docs/tags")
    (root / "docs/papers").mkdir()
    (root / "docs/index.md").write_text("Papers.\n")
    (root / "mkdocs.yml").write_text(CONFIGURATION)
    days = sorted((shared / "data/digests/hf-api").glob("*.json"))[-200:]
    result = CliRunner().invoke(app, ["-C", str(root), "add", *map(str, days)])
    assert result.exception is None or isinstance(result.exception, SystemExit)
    curate(root)
    report = build(root, strict=True)
    assert report.papers >= 3000
    return Real(report.site_dir, serve(report.site_dir))


def curate(root: Path) -> None:
    papers = sorted((root / "docs/papers/2025-12").glob("a*.md"))
    for file, line in zip(papers, ("status: withdrawn", "status: corrected"), strict=False):
        file.write_text(file.read_text().replace("\n---\n", f'\n{line}\nnotice: "See *there*."\n---\n', 1))
    papers[2].write_text(
        papers[2].read_text() + "\n## Notes\n\n> Read.\n\n- one\n- $x^2$\n\n| a | b |\n|---|---|\n| 1 | 2 |\n"
    )
    (root / "docs/authors").mkdir()
    (root / "docs/authors/yang-liu-of-lyon.md").write_text(
        '---\nname: Yang Liu\npapers:\n  - "2504.15585"\n---\n'
    )


class Window(NamedTuple):
    """A browser's window that looks at an archive."""

    page: Page
    archive: Real
    width: int


@pytest.fixture
def window(request: pytest.FixtureRequest, chromium: Browser) -> Iterator[Window]:
    """A window of a width, in a scheme, that must have nothing to complain of and ask no other host."""
    name, width, scheme = request.param
    archive: Real = request.getfixturevalue(name)
    context = chromium.new_context(
        viewport={"width": width, "height": 800}, color_scheme=scheme, base_url=archive.address
    )
    context.set_default_timeout(10_000)
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    complaints: list[str] = []
    context.on("console", lambda message: complaints.append(message.text))
    context.on("weberror", lambda error: complaints.append(str(error.error)))
    context.on("request", lambda asked: asked.url.startswith(archive.address) or complaints.append(asked.url))
    yield Window(context.new_page(), archive, width)
    assert complaints == []
    context.close()


def visits(site: Path) -> list[str]:
    """One page of each kind, and papers that are withdrawn, corrected, and with notes."""
    special = sorted(site.glob("papers/2025-12/a*/index.html"))[:3]
    general = [visit for visit in kinds(site) if not visit.startswith(("no/", "search/?"))]
    return general + [f"{file.parent.relative_to(site).as_posix()}/" for file in special]


@pytest.mark.parametrize("window", LOOKS, indirect=True, ids=lambda look: "-".join(map(str, look)))
def test_every_kind_of_page_fits_and_stays_on_its_host(window: Window) -> None:
    for visit in visits(window.archive.site):
        window.page.goto(visit)
        expect(window.page.locator("h1")).to_be_visible()
        assert window.page.evaluate("document.documentElement.scrollWidth") <= window.width, visit
        header = window.page.locator("header.site")
        lines = 1 if window.width > 992 else 2 if window.width >= 768 else 3
        assert header.evaluate("header => header.offsetHeight") < 48 * lines + 12, visit


@pytest.mark.parametrize("window", LOOKS[:3], indirect=True, ids=lambda look: "-".join(map(str, look)))
def test_a_morning_with_three_thousand_papers(window: Window) -> None:
    page = window.page
    page.goto("")
    day = page.locator(".month td a:visible").nth(3)
    day.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text("Digest of")
    page.locator(".unfold summary").first.click()
    expect(page.locator(".unfold .abstract").first).to_be_visible()
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("s")
    title = page.locator(".papers > li:has(.title:focus) .title").inner_text()
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text(title)
    expect(page.locator("article > .star")).to_have_attribute("aria-pressed", "true")
    expect(page.locator("#cite button").first).to_be_visible()
    page.keyboard.press("c")
    expect(page.locator("#cite [role=status]")).to_have_text("BibTeX copied.")
    copied = parse(page.evaluate("navigator.clipboard.readText()"))
    assert copied.failed_blocks == []
    listed = page.locator(".authors").evaluate("authors => authors.textContent")
    assert len(copied.entries) == 1 and all(
        name in listed or name == "others" for name in names(copied.entries[0])
    )
    page.locator(".chips a").first.click()
    expect(page.locator("svg.plot path").first).to_be_visible()
    page.locator(".papers .title").first.click()
    page.locator(".related .title").first.click()
    page.locator(".beside a").first.click()
    expect(page.locator(".trail")).to_contain_text("Digests")
    page.goto("reading-list/")
    expect(page.locator(".papers .title")).to_have_text([title])
    expect(page.locator(".papers .line")).to_contain_text("published")


def test_without_scripts_everything_is_there(chromium: Browser, big: Real) -> None:
    context = chromium.new_context(java_script_enabled=False, base_url=big.address)
    page = context.new_page()
    for visit in visits(big.site):
        page.goto(visit)
        expect(page.locator("button:visible:not(form button)")).to_have_count(0)
        assert len(page.locator("main").inner_text()) > 60, visit
        shown = page.locator(".papers > li .title:visible").count()
        assert shown == len(titles(built(big.site, visit))), visit
    page.goto("statistics/")
    page.get_by_text("As a table").first.click()
    expect(page.get_by_role("cell", name="614", exact=True)).to_be_visible()
    context.close()


@pytest.mark.parametrize(("scheme", "width"), [("light", 360), ("dark", 1280)])
def test_axe_finds_no_fault_in_what_only_real_archives_have(
    chromium: Browser, seed: Real, big: Real, scheme: str, width: int
) -> None:
    context = chromium.new_context(
        color_scheme="dark" if scheme == "dark" else "light", viewport={"width": width, "height": 800}
    )
    page = context.new_page()
    crowded = ["statistics/", "authors/yang-liu/", "tags/reasoning/", *visits(big.site)[-3:]]
    for address in [f"{seed.address}readers/", *(big.address + visit for visit in crowded)]:
        assert faults(page, address) == []
    context.close()


def test_every_link_of_three_thousand_real_papers_leads_somewhere(big: Real) -> None:
    assert Site(big.site).broken() == []


def test_real_papers_are_light(big: Real) -> None:
    papers = sorted(big.site.glob("papers/*/*/index.html"))[::10]
    crowded = max(big.site.glob("papers/*/*/index.html"), key=lambda paper: paper.stat().st_size)
    assert [paper for paper in [*papers, crowded] if weight(paper) >= NEXT_PAGE] == []
    assert weight(papers[0]) + sum(map(weight, parts(papers[0]))) < FIRST_VISIT
