"""``mkdocs serve``: what is edited shows at once."""

from __future__ import annotations

import re
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator

import pytest

from tests.site.conftest import Shelf, furnish


class Preview:
    """A running preview of an archive."""

    def __init__(self, shelf: Shelf) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            place = f"127.0.0.1:{free.getsockname()[1]}"
        self.address = f"http://{place}/shelf/"
        command = [sys.executable, "-m", "mkdocs", "serve", "--quiet", "--dev-addr", place]
        self.process = subprocess.Popen(command, cwd=shelf.root)

    def read(self, address: str) -> str:
        try:
            with urllib.request.urlopen(self.address + address, timeout=5) as answer:
                return str(answer.read().decode())
        except OSError:
            return ""

    def wait_for(self, address: str, text: str) -> None:
        """Until a page holds a text; fails after half a minute."""
        for _ in range(150):
            if text in self.read(address):
                return
            time.sleep(0.2)
        pytest.fail(f"{address} does not show {text!r}")


@pytest.fixture
def preview(shelf: Shelf) -> Iterator[Preview]:
    furnish(shelf)
    running = Preview(shelf)
    yield running
    running.process.terminate()
    running.process.wait(10)


def test_edits_of_pages_topics_and_digests_show_at_once(shelf: Shelf, preview: Preview) -> None:
    paper = "papers/2026-11/counting-to-ten"
    preview.wait_for(f"{paper}/", "Counting is hard")
    text = (shelf.root / f"docs/{paper}.md").read_text()
    shelf.write(f"docs/{paper}.md", text.replace("Counting is hard", "Counting is easy"))
    preview.wait_for(f"{paper}/", "Counting is easy")
    shelf.topic("speech", "Speech", None, "Models that listen well.")
    preview.wait_for("tags/speech/", "Models that listen well.")
    shelf.list("2026-11-24", "Counting to Ten", f"{paper}.md", votes=77)
    preview.wait_for(f"{paper}/", "77 votes")
    shelf.write(f"docs/{paper}.md", "---\ntitle: a: b\n---\n")
    preview.wait_for("status/", "counting-to-ten.md:2")
    shelf.write(f"docs/{paper}.md", text)
    preview.wait_for(f"{paper}/", "Counting is hard")


def test_the_preview_may_reload_itself(preview: Preview) -> None:
    preview.wait_for("", "Digest of 23 Nov 2026")
    home = preview.read("")
    assert "livereload" in home
    policy = re.search(r'Content-Security-Policy content="([^"]*)"', home)
    assert policy
    assert "'unsafe-inline'" in policy[1]
    assert "default-src 'self'" in policy[1]
