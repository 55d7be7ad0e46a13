"""A site made of payloads, built once, and a window that watches it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.hostile import shelf as hostile
from tests.hostile.corpus import PAYLOADS, Payload
from tests.hostile.digests import WRITERS
from tests.hostile.look import Watch
from tests.site.conftest import Shelf, serve, shelf

__all__ = ["serve", "shelf"]


def share(number: int, of: int) -> list[Payload]:
    """One payload in so many, of every group."""
    return [payload for place, payload in enumerate(PAYLOADS) if place % of == number % of]


@pytest.fixture(scope="session")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    """Every payload in every field of a digest, and a share of them in each other place.

    The whole product is one command away (README.md in this folder).
    """
    made = Shelf.empty(tmp_path_factory.mktemp("hostile"))
    others = len(WRITERS)
    hostile.take_in(
        made,
        {
            name: PAYLOADS if name == "lines.jsonl" else share(place, 2 * others)
            for place, name in enumerate(WRITERS)
        },
    )
    hostile.write_pages(made, share(0, 6))
    hostile.write_around(made, share(1, 8))
    hostile.write_guides(made, share(2, 8))
    hostile.write_broken_pages(made, share(3, 32))
    hostile.write_names(made, [payload for payload in PAYLOADS if payload.group in ("names", "schemes")][::2])
    return made


@pytest.fixture(scope="session")
def site(archive: Shelf) -> Path:
    from generator.site.build import build

    return build(archive.root, strict=False).site_dir


@pytest.fixture
def watch(site: Path, chromium: Browser, serve: Callable[[Path], str]) -> Iterator[Watch]:
    window = Watch(chromium, serve(site))
    yield window
    window.close()
