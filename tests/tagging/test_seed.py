"""Forty-eight papers whose topics were judged by reading them."""

import json
from pathlib import Path

from generator.ingest.tag import FEW, MOST, Tagger
from generator.model.tag import Vocabulary

JUDGED: dict[str, list[str]] = json.loads(Path(__file__).with_name("seed_tags.json").read_text("utf-8"))
HEADER_LINES = 5


def test_the_copied_page_gets_the_topics_that_its_readers_gave_it(shared: Path, tagger: Tagger) -> None:
    page = (shared / "seed" / "daily-papers-page.txt").read_text("utf-8")
    lines = [line.strip() for line in page.splitlines() if line.strip()][HEADER_LINES:]
    given = {
        title: list(tagger.tags(title, abstract))
        for title, abstract in zip(lines[::2], lines[1::2], strict=True)
    }
    assert given == JUDGED


def test_every_judged_paper_has_a_few_topics_that_exist(shipped: Vocabulary) -> None:
    for title, slugs in JUDGED.items():
        assert FEW <= len(slugs) <= MOST, title
        assert slugs == sorted(slugs), title
        assert all(slug in shipped for slug in slugs), title
