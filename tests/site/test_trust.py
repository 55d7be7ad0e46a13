"""Nothing that a digest, a page or a pull request brings gets power over the site."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from generator.model.record import Record
from generator.model.redirects import Redirects
from generator.site.build import SiteError, build
from generator.site.environment import TEMPLATES
from generator.storage.logs import encode_record
from generator.storage.redirects import encode_redirects
from generator.text.edit import compose
from tests.site.conftest import Shelf, furnish
from tests.site.pages import page, text

BROKEN = "---\ntitle: a: b\n  - c\n---\n\nText.\n"


def test_a_page_that_cannot_be_read_costs_nobody_else_a_page(shelf: Shelf) -> None:
    furnish(shelf)
    shelf.write("docs/papers/2026-11/broken.md", BROKEN)
    report = build(shelf.root, strict=False)
    assert report.papers == 4
    assert any("docs/papers/2026-11/broken.md:" in warning for warning in report.warnings)
    assert not (report.site_dir / "papers/2026-11/broken").exists()
    assert "docs/papers/2026-11/broken.md:" in text(page(report.site_dir, "status").select_one("ul.plain"))


def test_a_page_that_cannot_be_read_fails_a_strict_build(shelf: Shelf) -> None:
    shelf.write("docs/papers/2026-11/broken.md", BROKEN)
    with pytest.raises(SiteError) as failure:
        build(shelf.root, strict=True)
    assert any("broken.md" in warning for warning in failure.value.warnings)


def test_a_page_that_cannot_be_drawn_is_left_out(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    furnish(shelf)

    def render(markdown: str, _: object = None) -> str:
        if "listeners" in markdown:
            raise RecursionError("too deep")
        return f"<p>{len(markdown)}</p>"

    monkeypatch.setattr("generator.site.papers.render", render)
    report = build(shelf.root, strict=False)
    assert not (report.site_dir / "papers/2026-11/what-listeners-hear/index.html").exists()
    assert (report.site_dir / "papers/2026-11/counting-to-ten/index.html").exists()
    assert "too deep" in text(page(report.site_dir, "status").select_one("ul.plain"))


@pytest.mark.parametrize(
    "front_matter",
    [
        "template: nope.html",
        "hide: 5",
        "icon: x/y",
        "search: [1]",
        "title: 2024-01-01",
        "tags: 7",
        "status: new",
    ],
)
def test_front_matter_of_a_page_written_by_hand_has_no_power(shelf: Shelf, front_matter: str) -> None:
    shelf.write("docs/guide.md", f"---\n{front_matter}\n---\n\n# Guide\n\nText.\n")
    assert "Text." in text(page(shelf.build(), "guide").article)


def test_a_page_written_by_hand_runs_nothing(shelf: Shelf) -> None:
    shelf.write(
        "docs/guide.md",
        "# Guide\n\n<script>alert(1)</script>\n\n<img src=x onerror=alert(1)>\n\n"
        '<meta http-equiv="refresh" content="0;url=https://example.com">\n\n<iframe src="https://example.com">'
        "</iframe>\n\n[here](javascript:alert(1))\n\n<form><input></form>\n",
    )
    article = page(shelf.build(), "guide").article
    assert article is not None
    assert article.select("script, iframe, meta, form, input") == []
    assert not re.search(r"onerror|javascript:", str(article))


def test_a_page_written_by_hand_shows_no_image_from_elsewhere(shelf: Shelf) -> None:
    foreign = ("https://example.com/x", "//example.com/x", " //example.com/x", "/\\example.com/x", "data:,x")
    images = "\n\n".join(f'![one]({address})\n\n<img src="{address}" alt="two">' for address in foreign)
    shelf.write("docs/guide.md", f"# Guide\n\n{images}\n\n![own](own.png)\n")
    shelf.write("docs/own.png", "png")
    article = page(build(shelf.root, strict=False).site_dir, "guide").article
    assert article is not None
    assert [image["src"] for image in article.select("img[src]")] == ["../own.png"]


def test_a_page_that_would_take_the_place_of_a_file_stops_no_other(shelf: Shelf) -> None:
    furnish(shelf)
    shelf.write("docs/guides/index.md", "# Guides\n")
    names = (
        "guides/index.html",
        "data/papers.csv.gz",
        "sitemap.xml",
        "a.html/x",
        "papers/2026-11/index.html",
    )
    for name in names:
        shelf.write(f"docs/{name}.md", "---\ntitle: Clash\n---\n\nText.\n")
    report = build(shelf.root, strict=False)
    assert report.papers == 4
    for name in names:
        assert any(f"docs/{name}.md" in warning for warning in report.warnings), name
    assert (report.site_dir / "sitemap.xml").is_file() and (report.site_dir / "data/papers.csv.gz").is_file()


def test_files_of_other_kinds_are_not_published(
    shelf: Shelf, tmp_path_factory: pytest.TempPathFactory
) -> None:
    secret = tmp_path_factory.mktemp("elsewhere") / "secret.md"
    secret.write_text("secret")
    for name in ("papers/2026-11/x.html", "papers/2026-11/x.png", "evil.svg", "evil.js", "a/index.html"):
        shelf.write(f"docs/{name}", "<script>alert(1)</script>")
    os.symlink(secret, shelf.root / "docs/link.md")
    os.symlink(secret, shelf.root / "docs/papers/link.png")
    shelf.write("docs/latin.md", "").write_bytes(b"caf\xe9")
    shelf.write("docs/picture.png", "png")
    report = build(shelf.root, strict=False)
    published = {file.relative_to(report.site_dir).as_posix() for file in report.site_dir.rglob("*")}
    assert "picture.png" in published
    assert not {"evil.svg", "evil.js", "a/index.html", "link/index.html", "latin/index.html"} & published
    assert not [name for name in published if name.startswith("papers/2026-11/x.") or "link" in name]
    assert len(report.warnings) == 8


def test_images_beside_pages_of_papers_are_published(shelf: Shelf) -> None:
    furnish(shelf)
    image = b"\x89PNG\r\n\x1a\n"
    good = ("papers/2026-11/figure.png", "papers/2026/Figure_2.png")
    bad = {
        "papers/2026-11/script.png": "not the image that its name says",
        "papers/2026-11/deep/x.png": "Images stand beside pages",
        "papers/x.png": "Images stand beside pages",
        "papers/2026-11/a b.png": "Images stand beside pages",
        "papers/2026-11/x.svg": "only pages and images",
        "papers/2026-11/x.PNG": "only pages and images",
        "papers/2026-11/clash.png": "A page has its address",
    }
    for name in (*good, *bad):
        shelf.write(f"docs/{name}", "").write_bytes(b"<script>" if "script" in name else image)
    shelf.write("docs/papers/2026-11/clash.png.md", compose({"title": "Clash"}, "\nText.\n"))
    os.symlink(shelf.root / "docs" / good[0], shelf.root / "docs/papers/2026-11/link.png")
    os.mkfifo(shelf.root / "docs/papers/2026-11/pipe.png")
    report = build(shelf.root, strict=False)
    for _ in range(2):
        for name in good:
            assert (report.site_dir / name).read_bytes() == image, name
        for name in (*bad, "papers/2026-11/link.png", "papers/2026-11/pipe.png"):
            assert not (report.site_dir / name).is_file(), name
        for name, reason in bad.items():
            assert any(name in warning and reason in warning for warning in report.warnings), name
        assert any("pipe.png is left out. It is no plain file." in warning for warning in report.warnings)
        report = build(shelf.root, strict=False)
    (shelf.root / "docs" / good[0]).unlink()
    assert not (build(shelf.root, strict=False).site_dir / good[0]).exists()


def test_names_that_make_no_address_stay_inside_the_site(shelf: Shelf) -> None:
    text_of = compose({"title": "Paper"}, "\nAbstract.\n")
    for name in ("50%.md", "a b#c.md", ".hidden.md", "index.md"):
        shelf.write(f"docs/papers/2026-11/{name}", text_of)
    record = Record(source="A b#", format="hf-api", date="2026-11-23")
    shelf.write(f"digests/{record.name}.json", encode_record(record))
    report = build(shelf.root, strict=False)
    assert (report.papers, report.digests) == (0, 0)
    assert len(report.warnings) == 5
    assert len(page(report.site_dir, "status").select("ul.plain li")) == 5


def test_a_linked_folder_stops_the_build_before_it_is_walked(shelf: Shelf) -> None:
    os.symlink(shelf.root / "docs", shelf.root / "docs/circle")
    with pytest.raises(SiteError, match="circle is a link to a folder"):
        build(shelf.root, strict=False)


def test_the_policy_comes_first_and_lets_no_script_stand_in_a_page(site: Path) -> None:
    for file in site.rglob("*.html"):
        html = file.read_text(encoding="utf-8")
        head = html.partition("<title>")[0]
        policy = re.search(r'<head><meta http-equiv=Content-Security-Policy content="(.*?)">', head)
        assert policy, file
        assert policy[1].startswith("default-src 'self';object-src 'none';base-uri 'none';form-action 'self'")
        for script in re.findall(r"<script[^>]*>", html):
            assert re.search(r"src=|json", script)
        assert "unsafe-inline" not in policy[1]
        assert "//" not in policy[1]
        assert ("wasm" in policy[1]) == (file.parent.name == "search")


def test_only_addresses_of_our_own_making_stand_without_quotes() -> None:
    """Their letters are checked where pages, topics, digests and authors are taken in."""
    bare = {
        "root", "before.address", "after.address", "name", "letter.address",
        *(f"{one}.address" for one in ("page", "author", "other", "outlet")),
        *(f"{one}.slug" for one in ("tag", "wider", "child", "record")),
        *("older", "newer", "address", "folder", "sheet.before", "sheet.after", "sheet.first"),
        *("first.record.name", "one.record.name", "older.name", "newer.name", 'page.path.split("/")[1]'),
        *("assets.style", "assets.script", "assets.material"),
    }  # fmt: skip
    for file in TEMPLATES.rglob("*.html"):
        for value in re.findall(r"\s[a-z-]+=((?:[\w/.]*\{\{.*?\}\})+)", file.read_text(encoding="utf-8")):
            assert {one.strip() for one in re.findall(r"\{\{(.*?)\}\}", value)} <= bare, (file, value)


def test_an_address_with_a_space_stays_whole(shelf: Shelf) -> None:
    configuration = shelf.root / "mkdocs.yml"
    configuration.write_text(configuration.read_text().replace("org/shelf", "org/our shelf"))
    missing = (shelf.build() / "404.html").read_text(encoding="utf-8")
    assert "<link rel=stylesheet href=/our%20shelf/assets/papershelf.css?" in missing
    assert "our shelf" not in missing


def test_no_page_asks_another_host_for_anything(site: Path) -> None:
    for file in site.rglob("*.html"):
        address = file.parent.relative_to(site).as_posix()
        for element in page(site, address).select(
            "script[src], link[rel=stylesheet], link[rel=icon], img, form"
        ):
            target = str(element.get("src") or element.get("href") or element.get("action"))
            assert "//" not in target, (file, target)


def test_papers_that_moved_or_were_taken_down_leave_a_page(shelf: Shelf) -> None:
    furnish(shelf)
    new = "papers/2026-11/counting-to-ten/"
    redirects = Redirects(
        moved={"papers/2026-10/old/": new, "papers/../../../x/": new},
        removed={"papers/2026-10/gone/": "Taken down <b>on request</b>."},
    )
    shelf.write("redirects.toml", encode_redirects(redirects))
    site = shelf.build()
    moved = page(site, "papers/2026-10/old")
    refresh = moved.select_one("meta[http-equiv=refresh]")
    assert refresh is not None
    assert refresh["content"] == f"0;url=../../../{new}"
    assert "Taken down <b>on request</b>." in text(page(site, "papers/2026-10/gone").main)
    assert not (shelf.root / "x").exists()
