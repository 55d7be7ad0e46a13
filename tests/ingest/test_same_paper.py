"""One paper, told by four sources in four formats, is one page, whichever came first."""

import shutil
from itertools import permutations
from pathlib import Path

import pytest

from tests.conftest import Run, tree
from tests.digests import ABSTRACT, PAGE, TITLE, api, item

ATOM = f"""\
<feed xmlns:arxiv="http://arxiv.org/schemas/atom" xmlns="http://www.w3.org/2005/Atom">
  <id>https://arxiv.org/api/AbCdEfGh</id>
  <entry>
    <id>http://arxiv.org/abs/2603.01234v2</id>
    <title>{TITLE}</title>
    <summary>{ABSTRACT}</summary>
    <published>2026-03-02T10:00:00Z</published>
    <arxiv:primary_category term="cs.CL"/>
    <author><name>Ada Byron</name></author><author><name>Max Noether</name></author>
  </entry>
</feed>
"""
MAILING = f"""\
Date: Thu,  5 Mar 26 01:36:02 GMT
Subject: cs.CL daily Subj-class mailing

------------------------------------------------------------------------------
\\\\
arXiv:2603.01234
Date: Mon, 2 Mar 2026 10:00:00 GMT   (14kb)

Title: {TITLE}
Authors: Ada Byron and Max Noether
Categories: cs.CL
\\\\
  {ABSTRACT}
\\\\ ( https://arxiv.org/abs/2603.01234 ,  14kb)
------------------------------------------------------------------------------
"""
BIBTEX = f"""\
@misc{{byron,
  title = {{{TITLE}}},
  author = {{Byron, Ada and Noether, Max}},
  eprint = {{2603.01234}},
  archiveprefix = {{arXiv}},
  year = {{2026}},
}}
"""
ORDERS = list(permutations(range(4)))[::5]


def test_four_formats_make_one_page(root: Path, papershelf: Run, day: Path) -> None:
    files = [day / f"2026-03-0{number}.txt" for number in range(4, 8)]
    api(files[0], item())
    for file, text in zip(files[1:], (ATOM, MAILING, BIBTEX), strict=True):
        file.write_text(text)
    trees = []
    for order in ORDERS:
        for place in order:
            result = papershelf("add", "--date", f"2026-03-0{4 + place}", files[place])
            assert result.exit_code == 0, result.output
        trees.append(tree(root / "docs" / "papers"))
        assert len(list((root / "digests").glob("*.json"))) == 4
        shutil.rmtree(root / "docs" / "papers")
        shutil.rmtree(root / "digests")
    assert list(trees[0]) == [PAGE.removeprefix("docs/papers/")]
    assert all(one == trees[0] for one in trees), "whichever came first"


BLOCK = "<<<<<<< HEAD\n{}\n=======\n{}\n>>>>>>> branch\n"
STYLES = {
    "merge": BLOCK.format("One.", "Other."),
    "diff3": "<<<<<<< HEAD\nOne.\n||||||| 1234567\nBefore.\n=======\nOther.\n>>>>>>> branch\n",
    "one side empty": "<<<<<<< HEAD\n=======\nOther.\n>>>>>>> branch\n",
    "Windows": BLOCK.format("One.", "Other.").replace("\n", "\r\n"),
    "half cleaned up": "One.\n>>>>>>> branch\n",
}


@pytest.mark.parametrize("place", ["front matter", "abstract", "notes"])
@pytest.mark.parametrize("style", STYLES)
def test_a_conflict_that_was_left_is_told_and_not_touched(
    style: str, place: str, root: Path, papershelf: Run, day: Path
) -> None:
    papershelf("add", api(day / "a.json", item()))
    page, block = root / PAGE, STYLES[style]
    text = page.read_text()
    if place == "front matter":
        text = text.replace("date:", f"{block}date:")
    elif place == "abstract":
        text = text.replace("\nModel editing", f"\n{block}Model editing")
    else:
        text += f"\n## Notes\n\n{block}"
    page.write_bytes(text.encode())
    papershelf("add", api(day / "b.json", item(day="2026-03-09", abstract=f"{ABSTRACT} More.")))
    assert block.encode() in page.read_bytes()
    result = papershelf("check")
    assert result.exit_code == 1
    assert "not reconciled" in result.stdout
