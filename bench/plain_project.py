"""An archive as a project for MkDocs and Material as a newcomer sets them up: pages, tags, search, no more.

Written as one finds it in their guides: everything in ``docs/`` is in the navigation. *tuned* leaves papers
out of it, which is the first thing that one learns.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from generator.model.page import Page
from generator.storage.reading import read_archive

_CONFIG = """site_name: Daily Papers Archive
site_url: https://papershelf.github.io/papershelf/
repo_url: https://github.com/papershelf/papershelf
edit_uri: edit/main/docs/
theme:
  name: material
  font: false
plugins:
  - search
  - tags
markdown_extensions:
  - tables
  - attr_list
  - pymdownx.superfences
"""
_TUNED = """not_in_nav: |
  /papers/
"""


def write_project(root: Path, folder: Path, *, tuned: bool) -> None:
    """Write the pages and the configuration."""
    shutil.rmtree(folder, ignore_errors=True)
    docs = folder / "docs"
    docs.mkdir(parents=True)
    nav = "nav:\n  - index.md\n  - tags.md\n" if tuned else ""
    (folder / "mkdocs.yml").write_text(_CONFIG + nav + (_TUNED if tuned else ""))
    (docs / "index.md").write_text("# Daily Papers Archive\n\nPapers of the day.\n")
    (docs / "tags.md").write_text("# Topics\n\n<!-- material/tags -->\n")
    for path, page in read_archive(root).pages.items():
        file = docs / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(_text(page), encoding="utf-8")


def _text(page: Page) -> str:
    paper = page.paper
    matter = json.dumps({"title": paper.title, "tags": list(paper.tags)}, ensure_ascii=False)
    links = [f"[{kind}]({address})" for kind, addresses in paper.links.items() for address in addresses]
    if "arxiv" in paper.ids:
        links.insert(0, f"[arXiv](https://arxiv.org/abs/{paper.ids['arxiv']})")
    bibtex = f"  author = {{{' and '.join(paper.authors)}}},\n  year = {{{(paper.date or '')[:4]}}},"
    return (
        f"---\n{matter}\n---\n\n# {paper.title}\n\n{', '.join(paper.authors)}\n\n{paper.date or ''}\n\n"
        f"{page.abstract}\n\n{' · '.join(links)}\n\n"
        f"```bibtex\n@misc{{paper,\n  title = {{{paper.title}}},\n{bibtex}\n}}\n```\n"
    )
