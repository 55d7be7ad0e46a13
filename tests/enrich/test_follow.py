"""``papershelf follow``: what became of papers, asked for again and again."""

import json
from pathlib import Path

import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from generator.sources import arxiv
from tests.conftest import Run, tree
from tests.digests import ABSTRACT, PAGE, TITLE, api, item
from tests.enrich.test_files import assert_well, facts
from tests.sources.answers import ERROR, feed, paper

NUMBER = "2603.01234"
QUERY = "/api/query"


class Arxiv:
    """arXiv's answers, which change with time."""

    def __init__(self, server: HTTPServer) -> None:
        self.papers: dict[str, str] = {}
        self.server = server
        server.expect_request(QUERY).respond_with_handler(self._answer)
        self.says()

    def says(self, version: int = 1, number: str = NUMBER, **facts: str) -> None:
        usual = {"title": TITLE, "abstract": ABSTRACT, "comment": "9 pages"}
        self.papers[number] = paper(f"{number}v{version}", **{**usual, **facts})

    def _answer(self, request: Request) -> Response:
        numbers = request.args["id_list"].split(",")
        return Response(feed(*(self.papers[number] for number in numbers if number in self.papers)))


@pytest.fixture
def source(httpserver: HTTPServer) -> Arxiv:
    return Arxiv(httpserver)


@pytest.fixture
def archive(root: Path, papershelf: Run, day: Path) -> Path:
    """One paper, from the API."""
    papershelf("add", api(day / "a.json", item()))
    return root


def test_a_paper_is_asked_for_by_its_id_and_nothing_new_is_quiet(
    archive: Path, papershelf: Run, source: Arxiv, waits: list[float]
) -> None:
    result = papershelf("follow")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == "1 paper asked for, 1 page changed\n"  # the categories, which the API leaves out
    assert facts(archive, PAGE)["categories"] == ["cs.CL"]
    before = tree(archive)
    assert papershelf("follow").stdout == "1 paper asked for, 0 pages changed\nNothing changed.\n"
    assert tree(archive) == before and waits == []
    assert dict(source.server.log[0][0].args) == {"id_list": NUMBER, "max_results": "1"}
    assert_well(archive, papershelf)


def test_an_acceptance_becomes_the_venue(archive: Path, papershelf: Run, source: Arxiv) -> None:
    papershelf("follow")
    source.says(comment="Accepted at ICLR 2027")
    result = papershelf("follow")
    assert f"accepted or published: 1\n  {PAGE}: ICLR 2027\n" in result.stdout
    assert facts(archive, PAGE)["venue"] == "ICLR 2027"
    assert "venue: found-arxiv-api-2026-03 (arxiv-api)\n" in papershelf("why", PAGE).stdout
    source.says(comment="TMLR 2027")
    papershelf("follow")
    assert facts(archive, PAGE)["venue"] == "TMLR 2027"
    source.says(comment="9 pages")  # what was said once is not unsaid by silence
    papershelf("follow")
    assert facts(archive, PAGE)["venue"] == "TMLR 2027"


def test_a_venue_that_a_person_wrote_stays(archive: Path, papershelf: Run, source: Arxiv) -> None:
    page = archive / PAGE
    page.write_text(page.read_text().replace("tags:", "venue: By hand\ntags:"))
    source.says(comment="Accepted at ICLR 2027")
    papershelf("follow")
    assert facts(archive, PAGE)["venue"] == "By hand"


def test_a_withdrawal_is_said_on_the_page(archive: Path, papershelf: Run, source: Arxiv) -> None:
    papershelf("follow")
    source.says(2, comment="This paper has been withdrawn: Lemma 2 is wrong <script>", abstract="Withdrawn.")
    result = papershelf("follow")
    assert f"withdrawn: 1\n  {PAGE}: https://arxiv.org/abs/{NUMBER}\n" in result.stdout
    assert f"new version: 1\n  {PAGE}: version 1 became 2\n" in result.stdout
    said = facts(archive, PAGE)
    assert said["status"] == "withdrawn"
    assert said["notice"] == f"This paper was withdrawn: https://arxiv.org/abs/{NUMBER}"
    assert "status: found-arxiv-api-2026-03 (arxiv-api)\n" in papershelf("why", PAGE).stdout
    assert ABSTRACT[:60] in (archive / PAGE).read_text()
    assert_well(archive, papershelf)
    before = tree(archive)
    assert "Nothing changed." in papershelf("follow").stdout
    assert tree(archive) == before
    source.says(3)
    papershelf("follow")
    assert "status" not in facts(archive, PAGE) and "notice" not in facts(archive, PAGE)


def test_a_notice_that_a_person_took_out_stays_out(archive: Path, papershelf: Run, source: Arxiv) -> None:
    source.says(2, comment="This paper has been withdrawn")
    papershelf("follow")
    page = archive / PAGE
    text = "".join(
        line
        for line in page.read_text().splitlines(keepends=True)
        if not line.startswith(("status:", "notice:"))
    )
    page.write_text(text)
    papershelf("follow")
    assert page.read_text() == text


def test_a_new_version_with_another_title_is_left_to_a_person(
    archive: Path, papershelf: Run, source: Arxiv
) -> None:
    papershelf("follow")
    source.says(2, title="Every Edit Counts", abstract="We start all over. " * 20)
    result = papershelf("follow")
    assert "another title, for a person to say: 1" in result.stdout and "'Every Edit Counts'" in result.stdout
    assert facts(archive, PAGE)["title"] == TITLE
    assert "another title" not in papershelf("follow").stdout


def test_an_id_that_is_of_another_paper_changes_nothing(
    archive: Path, papershelf: Run, source: Arxiv
) -> None:
    source.says(title="Spoons", abstract="Spoons. " * 40, comment="This paper has been withdrawn")
    pages = tree(archive / "docs/papers")
    result = papershelf("follow")
    assert "the id is that of another title: 1" in result.stdout
    assert tree(archive / "docs/papers") == pages


def test_an_id_that_a_person_mended_is_followed_anew(archive: Path, papershelf: Run, source: Arxiv) -> None:
    source.says(comment="Accepted at ICLR 2027")
    papershelf("follow")
    page = archive / PAGE
    page.write_text(page.read_text().replace(NUMBER, "2603.04321"))
    source.says(number="2603.04321", comment="9 pages")
    papershelf("follow")
    assert "venue" not in facts(archive, PAGE)
    assert facts(archive, PAGE)["ids"] == {"arxiv": "2603.04321"}


def test_an_id_that_arxiv_does_not_know_is_told(
    archive: Path, papershelf: Run, source: Arxiv, day: Path
) -> None:
    other = item(id="2603.05555", title="Nowhere", abstract="Nowhere.")
    papershelf("add", api(day / "b.json", other))
    result = papershelf("follow")
    assert result.exit_code == 0
    assert result.stderr == "arXiv: There is no paper 2603.05555. Look at the page that has this id.\n"


def test_what_was_answered_before_a_failure_is_written(
    root: Path, papershelf: Run, httpserver: HTTPServer, monkeypatch: pytest.MonkeyPatch, day: Path
) -> None:
    monkeypatch.setattr(arxiv, "AT_ONCE", 1)
    other = item(id="2603.05555", title="Nowhere Near The Shore", abstract="Nowhere near. " * 20)
    papershelf("add", api(day / "a.json", item(), other))
    answers = [Response(feed(paper(f"{NUMBER}v1", title=TITLE, abstract=ABSTRACT))), Response(ERROR)]
    httpserver.expect_request(QUERY).respond_with_handler(lambda request: answers.pop(0))
    result = papershelf("follow")
    assert result.exit_code == 0 and "1 paper asked for, 1 page changed" in result.stdout
    assert result.stderr.startswith("arXiv: arXiv answered with an error")
    assert "1 paper was not asked for." in result.stderr


def test_nothing_is_asked_where_no_paper_has_an_id(
    root: Path, papershelf: Run, httpserver: HTTPServer
) -> None:
    assert papershelf("follow").stdout == "0 papers asked for, 0 pages changed\nNothing changed.\n"
    assert httpserver.log == []


def test_the_message_has_numbers_and_no_word_from_outside(
    archive: Path, papershelf: Run, source: Arxiv, day: Path
) -> None:
    papershelf("follow")
    source.says(2, title="[skip ci] Fixes #1", comment="Accepted at ICLR 2027 [skip ci]")
    papershelf("follow", "--message", day / "message")
    assert (day / "message").read_text() == (
        "Follow what became of papers: 1 page changed\n\n"
        "New version: 1\nAnother title, for a person to say: 1\nAccepted or published: 1\n"
    )
    papershelf("follow", "--message", day / "message")
    assert not (day / "message").exists()


def test_a_dry_run_shows_what_would_change(archive: Path, papershelf: Run, source: Arxiv) -> None:
    source.says(comment="Accepted at ICLR 2027")
    before = tree(archive)
    result = papershelf("follow", "--dry-run")
    assert "+venue: ICLR 2027\n" in result.stdout or '+venue: "ICLR 2027"\n' in result.stdout
    assert tree(archive) == before


def test_only_what_is_needed_is_kept(archive: Path, papershelf: Run, source: Arxiv) -> None:
    papershelf("follow")
    record = json.loads((archive / "digests/found-arxiv-api-2026-03.json").read_text())
    (entry,) = record["entries"]
    assert entry["entry"] == {
        "categories": ["cs.CL"], "ids": {"arxiv": NUMBER}, "title": TITLE, "version": 1,
    }  # fmt: skip
