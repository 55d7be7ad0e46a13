"""The project's own archive and one of three thousand real papers, as readers see them.

Every kind of page at three widths and in both schemes, a morning with the archive, all of it without scripts,
its links and its weight.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median

import pytest
from playwright.sync_api import Browser, expect
from typer.testing import CliRunner

from generator.cli import application
from generator.site.build import build
from tests.conftest import TAGS
from tests.site.conftest import CONFIGURATION
from tests.site.journeys import LOOKING, Real, Window
from tests.site.journeys_search import SEARCHING
from tests.site.pages import page as built
from tests.site.pages import titles
from tests.site.test_accessible import faults, kinds
from tests.site.test_html import errors
from tests.site.test_links import Site
from tests.site.test_out_weight import FIRST_VISIT, NEXT_PAGE, parts, weight

PROJECT = Path(__file__).resolve().parents[2]
LOOKS = [("big", 360, "light"), ("big", 768, "dark"), ("big", 1440, "light"),
         ("seed", 360, "dark"), ("seed", 768, "light"), ("seed", 1440, "dark")]  # fmt: skip
"""Each archive at each width, and in both schemes."""


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
    result = CliRunner().invoke(application(), ["-C", str(root), "add", *map(str, days)])
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


@pytest.fixture
def window(request: pytest.FixtureRequest, chromium: Browser) -> Iterator[Window]:
    """A window of a width, in a scheme, that must have nothing to complain of and ask no other host."""
    name, width, scheme = request.param
    archive: Real = request.getfixturevalue(name)
    context = chromium.new_context(
        viewport={"width": width, "height": 800}, color_scheme=scheme, base_url=archive.address
    )
    context.set_default_timeout(20_000)
    expect.set_options(timeout=20_000)
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    complaints: list[str] = []
    # That there is no file at a short address is how its page is found.
    context.on(
        "console", lambda said: complaints.extend([said.text] * ("/arxiv/" not in said.location["url"]))
    )
    context.on("weberror", lambda error: complaints.append(str(error.error)))
    context.on(
        "request",
        lambda asked: asked.url.startswith(("blob:", archive.address)) or complaints.append(asked.url),
    )
    yield Window(context.new_page(), archive, width)
    expect.set_options(timeout=5_000)
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
        header = window.page.locator("body > header")
        lines = 1 if window.width > 992 else 2 if window.width >= 768 else 3
        assert header.evaluate("header => header.offsetHeight") < 48 * lines + 12, visit


@pytest.mark.parametrize("window", LOOKS, indirect=True, ids=lambda look: "-".join(map(str, look)))
@pytest.mark.parametrize("journey", [*LOOKING, *SEARCHING], ids=lambda journey: journey.__name__)
def test_readers_find_their_way(window: Window, journey: Callable[[Window], None]) -> None:
    journey(window)


@pytest.mark.parametrize(("width", "most"), [(1280, 12), (390, 5)])
def test_a_first_screen_shows_many_papers(chromium: Browser, big: Real, width: int, most: int) -> None:
    """As a rule: titles of three lines make an exception."""
    page = chromium.new_page(viewport={"width": width, "height": 900 if width > 390 else 844})
    for kind in ("papers/2???-??", "tags/*", "digests/hf-*"):
        largest = sorted(big.site.glob(f"{kind}/index.html"), key=lambda file: -file.stat().st_size)[:9]
        shown = []
        for file in largest:
            page.goto(f"{big.address}{file.parent.relative_to(big.site).as_posix()}/")
            shown.append(
                page.evaluate("""[...document.querySelectorAll(".papers > li")].filter(
                (row) => row.getBoundingClientRect().bottom <= innerHeight).length""")
            )
        assert median(shown) >= most, kind
    page.close()


@pytest.mark.parametrize("name", ["seed", "big"])
def test_without_scripts_everything_is_there(
    request: pytest.FixtureRequest, chromium: Browser, name: str
) -> None:
    archive: Real = request.getfixturevalue(name)
    context = chromium.new_context(java_script_enabled=False, base_url=archive.address)
    page = context.new_page()
    for visit in visits(archive.site):
        page.goto(visit)
        expect(page.locator("button:visible:not(form button)")).to_have_count(0)
        assert len(page.locator("main").inner_text()) > 60, visit
        written = built(archive.site, visit)
        assert page.locator(".papers > li > a:visible").count() == len(titles(written)), visit
        assert page.locator("main a").count() == len(written.select("main a")), visit
    page.goto("statistics/")
    expect(page.locator(".lying td").last).to_be_visible()
    if page.get_by_text("As a table").count():
        page.get_by_text("As a table").first.click()
        expect(page.locator(".behind td").first).to_be_visible()
    context.close()


@pytest.mark.parametrize(("scheme", "width"), [("light", 360), ("dark", 1280)])
@pytest.mark.parametrize("name", ["seed", "big"])
def test_axe_finds_no_fault_on_any_kind_of_page(
    request: pytest.FixtureRequest, chromium: Browser, name: str, scheme: str, width: int
) -> None:
    archive: Real = request.getfixturevalue(name)
    context = chromium.new_context(
        color_scheme="dark" if scheme == "dark" else "light",
        viewport={"width": width, "height": 800},
        base_url=archive.address,
    )
    page = context.new_page()
    more = ["no/such/page", "search/?q=language+models"]
    crowded = ["authors/yang-liu/", "tags/reasoning/"] if name == "big" else []
    seen = [fault for visit in [*visits(archive.site), *crowded, *more] for fault in faults(page, visit)]
    assert seen == []
    context.close()


def test_the_checker_finds_no_error_on_any_kind_of_page(
    checker: str, seed: Real, big: Real, tmp_path: Path
) -> None:
    for archive in (seed, big):
        for number, visit in enumerate(["", *visits(archive.site), "tags/reasoning/"]):
            shutil.copy(
                archive.site / visit / "index.html", tmp_path / f"{archive.site.parts[-2]}-{number}.html"
            )
    assert errors(checker, tmp_path) == []


def test_every_link_of_three_thousand_real_papers_leads_somewhere(big: Real) -> None:
    assert Site(big.site).broken() == []


def test_real_papers_are_light(big: Real) -> None:
    papers = sorted(big.site.glob("papers/*/*/index.html"))[::10]
    crowded = max(big.site.glob("papers/*/*/index.html"), key=lambda paper: paper.stat().st_size)
    assert [paper for paper in [*papers, crowded] if weight(paper) >= NEXT_PAGE] == []
    assert sum(paper.stat().st_size for paper in papers) / len(papers) < 8_700
    assert sum(map(weight, papers)) / len(papers) < 3_200
    assert weight(papers[0]) + sum(map(weight, parts(papers[0]))) < FIRST_VISIT
