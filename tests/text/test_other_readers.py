"""Our pages are plain front matter and Markdown: another program reads them as we do."""

import datetime
from pathlib import Path

import frontmatter
import pytest

from generator.text.front_matter import parse

PAGES = sorted((Path(__file__).resolve().parents[2] / "docs").glob("papers/*/*.md"))


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem[:30])
def test_python_frontmatter_reads_the_same(path: Path) -> None:
    text = path.read_text()
    post = frontmatter.loads(text)
    dates = {key: str(value) for key, value in post.metadata.items() if isinstance(value, datetime.date)}
    assert {**post.metadata, **dates} == parse(text).values
    assert post.content == parse(text).body.strip()
