"""The whole product: every payload in every place, every page of it opened in a browser."""

from __future__ import annotations

import functools
import http.server
import shutil
import sys
import tempfile
import threading
import time
from pathlib import Path

from playwright.sync_api import sync_playwright

from generator.site.build import build
from tests.conftest import QUIET
from tests.hostile import shelf as hostile
from tests.hostile.corpus import PAYLOADS
from tests.hostile.digests import WRITERS
from tests.hostile.look import Watch
from tests.site.conftest import Shelf, _Handler


def main() -> int:
    """Build, look, report."""
    start = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        shelf = Shelf.empty(Path(folder) / "shelf")
        taken = hostile.take_in(shelf, dict.fromkeys(WRITERS, PAYLOADS))
        for write in (hostile.write_around, hostile.write_guides, hostile.write_pages, hostile.write_names):
            write(shelf, PAYLOADS)
        hostile.write_broken_pages(shelf, PAYLOADS)
        report = build(shelf.root, strict=False)
        built = time.monotonic() - start
        print(
            f"{len(PAYLOADS)} payloads, {len(WRITERS)} writers: {taken.entries} entries, {taken.unread} pieces reported"
        )
        print(
            f"{report.papers} pages of papers, {len(report.warnings)} problems told; built in {built:.0f} s"
        )
        effects = _looked_at(report.site_dir)
        strangers = hostile.outside(shelf.root) - {"mkdocs.yml", "redirects.toml"}
    for effect in [*effects[:50], *sorted(strangers)]:
        print(f"  {effect}")
    print(f"effects: {len(effects) + len(strangers)}, in {time.monotonic() - start:.0f} s")
    return 1 if effects or strangers else 0


def _looked_at(site: Path) -> list[str]:
    pages = sorted(page.relative_to(site).as_posix() for page in site.rglob("*.html"))
    handler = functools.partial(_Handler, directory=str(site))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=QUIET)
        watch = Watch(browser, f"http://127.0.0.1:{server.server_address[1]}/shelf/")
        told = watch.inspected(site, pages)
        found = [
            f"{page}: {problem}"
            for page, facts in told.items()
            for problem in facts["problems"]
            if not (page.startswith("guides/") and problem.endswith(" of h1"))
        ]
        print(f"{len(pages)} pages inspected", flush=True)
        effects = watch.opened(pages)
        print(f"{len(pages)} pages opened")
        browser.close()
    server.shutdown()
    return found + effects


if __name__ == "__main__":
    sys.exit(main())
