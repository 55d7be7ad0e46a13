"""Where a run takes place changes nothing: encodings, line ends, locales, time zones, clocks, file systems."""

import json
import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from generator.cli import work
from tests.digests import ABSTRACT, PAGE, TITLE, api, copied, item
from tests.plug.archive import OTHER, a_digest, build, tree
from tests.plug.disk import forked

TEXT = f"{ABSTRACT} Größe “naïve” – 12 €, said İlkay Şık."
WESTERN = TEXT.replace("İlkay Şık", "Ægir Þór")
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "windows-1252")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\x85"], ids=["LF", "CRLF", "CR", "NEL"])
@pytest.mark.parametrize("kind", ["copied", "api"])
def test_encodings_and_line_ends_of_a_digest_change_nothing(kind: str, end: str, tmp_path: Path) -> None:
    trees = []
    # In Windows-1252 the byte of NEL is an ellipsis.
    for encoding in ENCODINGS if end != "\x85" else ENCODINGS[:-1]:
        root = tmp_path / encoding / "archive"
        (root / "docs" / "papers").mkdir(parents=True)
        digest = root.parent / "2026-03-04.txt"
        if kind == "api":
            api(digest, item(abstract=WESTERN))
            text = json.dumps(json.loads(digest.read_text()), ensure_ascii=False, indent=1)
        else:
            text = copied(digest, (TITLE, WESTERN)).read_text()
        digest.write_bytes(text.replace("\n", end).encode(encoding))
        end_of_run, _ = forked(root, ["add", str(digest)])
        assert end_of_run.code == 0, (encoding, end_of_run)
        trees.append(tree(root))
    assert all(one == trees[0] for one in trees)
    assert any("naïve” – 12 €, said Ægir Þór.".encode() in data for data in trees[0].values())


SURROUNDINGS = {
    "C, without UTF-8": {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "TZ": "UTC"},
    "Turkish, +14": {"LC_ALL": "tr_TR.UTF-8", "LANGUAGE": "tr", "TZ": "Pacific/Kiritimati"},
    "German, −12": {
        "LC_ALL": "de_DE.ISO-8859-1",
        "PYTHONUTF8": "0",
        "TZ": "Etc/GMT+12",
        "PYTHONHASHSEED": "5",
    },
    "in New York": {"LC_ALL": "C.UTF-8", "TZ": "America/New_York", "PYTHONHASHSEED": "7"},
}
WORK = """\
import sys
from generator.cli import main
_, root, *lines = sys.argv
for line in lines:
    sys.argv = ["papershelf", "-C", root, *line.split("|")]
    try:
        main()
    except SystemExit as end:
        print("ended", end.code)
"""


@pytest.fixture(scope="module")
def locales(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Turkish and German, where this machine has what they are made from; elsewhere they are like C."""
    folder = tmp_path_factory.mktemp("locales")
    for language, encoding in (("tr_TR", "UTF-8"), ("de_DE", "ISO-8859-1")):
        if shutil.which("localedef"):
            command = ["localedef", "-i", language, "-f", encoding, folder / f"{language}.{encoding}"]
            subprocess.run(command, check=False, capture_output=True)
    return folder


@pytest.fixture(scope="module")
def elsewhere(
    locales: Path, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, tuple[dict[str, bytes], str]]:
    """The archive after some work, and what was said, by the surroundings of the work."""
    done = {}
    for name, variables in SURROUNDINGS.items():
        root = tmp_path_factory.mktemp("elsewhere") / "archive"
        build(root)
        digest = a_digest(root.parent, "2026-03-31", papers=2)
        strange = copied(root.parent / "İş 2026-02-28.txt", ("ISTANBUL: I and İ", TEXT), ("é", "ü"))
        page = root / OTHER
        page.write_text(page.read_text().replace("date: 2026-03-02", "date: 2026/03/02"))
        said = subprocess.run(
            [sys.executable, "-c", WORK, root, f"add|{digest}|{strange}", "retag", "check|--fix", "fmt", f"why|{PAGE}"],
            capture_output=True, check=False, env={"PATH": os.environ["PATH"], "LOCPATH": str(locales), "PYTHONDONTWRITEBYTECODE": "1", **variables},
        )  # fmt: skip
        assert b"Traceback" not in said.stderr, said.stderr.decode()
        done[name] = tree(root), said.stdout.decode("ascii", "backslashreplace")
    return done


@pytest.mark.parametrize("place", list(SURROUNDINGS)[1:])
def test_locale_and_time_zone_change_nothing(
    place: str, elsewhere: dict[str, tuple[dict[str, bytes], str]]
) -> None:
    first, told = elsewhere["C, without UTF-8"]
    assert told.count("ended") == 5
    assert "docs/papers/2026-02/istanbul-i-and-i.md" in first
    assert elsewhere[place][0] == first


def test_no_day_is_asked_for_where_digests_are_taken_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So a clock that was set back, a leap day and the last day of a year change nothing."""

    def no_clock() -> None:
        raise AssertionError("somebody looked at the calendar")

    root = tmp_path / "archive"
    build(root)
    for name, module in list(sys.modules.items()):
        if name.startswith("generator.cli") and hasattr(module, "today"):
            monkeypatch.setattr(module, "today", no_clock)
    for day in ("2026-12-31", "2028-02-29", "2026-03-29"):
        assert forked(root, ["add", str(a_digest(tmp_path, day, papers=2))])[0].code == 0
    assert forked(root, ["retag"])[0].code == 0
    assert {path.name[:10] for path in (root / "docs" / "papers").iterdir()} == {
        "2026-03",
        "2026-12",
        "2028-02",
    }


DAY = 24 * 3600 * 10**9


@pytest.mark.parametrize("shift", [-DAY, DAY], ids=["back", "forward"])
def test_a_clock_that_was_set_hides_no_edit(
    shift: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was noted of files is held against their times, and must not stand for a page that is another one."""
    root = tmp_path / "archive"
    build(root)
    page = root / OTHER
    for by, arxiv in ((shift, "2603.09991"), (-shift, "2603.09992")):
        monkeypatch.setattr(work, "tick", lambda by=by: time.time_ns() + by)
        assert forked(root, ["retag"])[0].code == 0  # notes what papers are known by
        page.write_text(re.sub(r"2603\.\d{5}", arxiv, page.read_text()))
        new = item(
            id=arxiv, title="Under Another Name", abstract=f"It is {arxiv}.", day=f"2026-03-1{arxiv[-1]}"
        )
        digest = api(tmp_path / f"2026-03-1{arxiv[-1]}.json", new)
        assert forked(root, ["add", str(digest)])[0].code == 0
        assert f"It is {arxiv}." in page.read_text()
    assert not [path for path in tree(root) if "under-another" in path]
