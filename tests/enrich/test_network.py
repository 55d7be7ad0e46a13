"""``papershelf enrich`` without files: Hugging Face and arXiv are asked, and neither has to answer."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from generator.cli import look
from generator.sources import arxiv, daily_papers
from tests.conftest import Run, tree
from tests.digests import ABSTRACT, TITLE, item
from tests.enrich.conftest import BIRDS, FORGETFUL, OF_BIRDS, OF_EARS
from tests.enrich.test_files import facts
from tests.sources.answers import ERROR, feed, paper

SEARCH, QUERY = "/api/papers/search", "/api/query"
Answer = Callable[[Request], Response]
OF_THE_BIRDS = paper("2603.09999v2", title=BIRDS, abstract=OF_BIRDS, comment="Accepted at ICASSP 2026")
OF_THE_EDITS = paper("2603.01234v1", title=TITLE, abstract=ABSTRACT, comment="9 pages")


def hugging_face(request: Request) -> Response:
    """It knows one of the two, and always has something that is like what was asked for."""
    known = [item(id="2603.00077", title="Something Like It", abstract="Not it.")]
    if request.args["q"] == TITLE:
        known.append(item(code="https://github.com/example/edits"))
    return Response(json.dumps(known))


def arxiv_org(request: Request) -> Response:
    if numbers := request.args.get("id_list"):
        known = {"2603.01234": OF_THE_EDITS, "2603.09999": OF_THE_BIRDS}
        return Response(feed(*(known[number] for number in numbers.split(",") if number in known)))
    return Response(feed(OF_THE_BIRDS) if "ti:Birds" in request.args["search_query"] else feed())


def serve(server: HTTPServer, face: Answer = hugging_face, arxiv: Answer = arxiv_org) -> None:
    server.expect_request(SEARCH).respond_with_handler(face)
    server.expect_request(QUERY).respond_with_handler(arxiv)


def asked(server: HTTPServer, path: str) -> list[dict[str, str]]:
    return [dict(request.args) for request, _ in server.log if request.path == path]


def test_both_are_asked_and_each_gives_what_it_knows(
    archive: Path, papershelf: Run, httpserver: HTTPServer, waits: list[float]
) -> None:
    serve(httpserver)
    result = papershelf("enrich")
    assert (result.exit_code, result.stderr) == (0, "")
    assert "2 papers looked for: 2 found, 0 doubtful" in result.stdout
    edits, birds = facts(archive, FORGETFUL), facts(archive, OF_EARS)
    assert edits["ids"] == {"arxiv": "2603.01234"} and birds["ids"] == {"arxiv": "2603.09999"}
    assert edits["links"] == {"code": "https://github.com/example/edits"}
    assert edits["categories"] == birds["categories"] == ["cs.CL"]
    assert birds["venue"] == "ICASSP 2026" and birds["authors"] == ["Ada Byron", "Max Noether"]
    assert {one["q"] for one in asked(httpserver, SEARCH)} == {TITLE, BIRDS}
    by_title, by_ids = asked(httpserver, QUERY)
    assert by_title["search_query"].startswith("ti:Counting AND ti:Birds")
    assert by_ids == {"id_list": "2603.01234,2603.09999", "max_results": "2"}
    assert waits == [daily_papers.MANNERS.gap, arxiv.MANNERS.gap]


def test_a_second_run_asks_for_nothing_and_changes_nothing(
    archive: Path, papershelf: Run, httpserver: HTTPServer
) -> None:
    serve(httpserver)
    papershelf("enrich")
    before, questions = tree(archive), len(httpserver.log)
    assert "Nothing changed." in papershelf("enrich").stdout
    assert tree(archive) == before and len(httpserver.log) == questions


def broken(response: Callable[[], Response]) -> Answer:
    return lambda request: response()


DEAD = {
    "500": lambda: Response("oops", status=500),
    "429": lambda: Response("slow", status=429, headers={"Retry-After": "2"}),
    "long wait": lambda: Response("slow", status=429, headers={"Retry-After": "90000"}),
    "HTML": lambda: Response("<html>Log in", headers={"Content-Type": "text/html"}),
    "another shape": lambda: Response('{"papers": {"data": 7}}'),
    "cut": lambda: Response("[{", headers={"Content-Length": "9000"}),
    "nothing": lambda: Response(""),
}


@pytest.mark.parametrize("how", DEAD)
def test_a_dead_hugging_face_costs_a_line_and_arxiv_goes_on(
    archive: Path, papershelf: Run, httpserver: HTTPServer, how: str
) -> None:
    serve(httpserver, face=broken(DEAD[how]))
    result = papershelf("enrich")
    assert result.exit_code == 0
    assert "1 found" in result.stdout and facts(archive, OF_EARS)["ids"] == {"arxiv": "2603.09999"}
    assert result.stderr.startswith("Hugging Face: ") and result.stderr.count("\n") == 1
    assert "2 papers were not asked for." in result.stderr


@pytest.mark.parametrize("how", DEAD)
def test_a_dead_arxiv_costs_a_line_a_question_and_the_rest_is_taken(
    archive: Path, papershelf: Run, httpserver: HTTPServer, how: str
) -> None:
    serve(httpserver, arxiv=broken(DEAD[how]))
    result = papershelf("enrich")
    assert result.exit_code == 0
    assert "1 found" in result.stdout and facts(archive, FORGETFUL)["ids"] == {"arxiv": "2603.01234"}
    waits = [line for line in result.stderr.splitlines() if line.startswith("A service does not answer")]
    lines = [line for line in result.stderr.splitlines() if line not in waits]
    assert len(lines) == 2 and all(line.startswith("arXiv: ") for line in lines)
    assert bool(waits) == (how in ("500", "nothing"))


def test_both_dead_change_nothing(archive: Path, papershelf: Run, httpserver: HTTPServer) -> None:
    serve(httpserver, face=broken(DEAD["500"]), arxiv=broken(lambda: Response(ERROR)))
    before = tree(archive)
    result = papershelf("enrich")
    assert result.exit_code == 0 and "0 found" in result.stdout
    assert "arXiv answered with an error (incorrect id format for abc)" in result.stderr
    assert tree(archive) == before


def test_a_changed_field_of_one_paper_harms_no_other(
    archive: Path, papershelf: Run, httpserver: HTTPServer
) -> None:
    def face(request: Request) -> Response:
        odd = item(id="2603.00078")
        odd["paper"]["authors"] = {"name": "no list"}
        odd["paper"]["upvotes"] = "many"
        return Response(json.dumps([{"paper": 7}, odd, item(title=TITLE)]))

    serve(httpserver, face=face)
    result = papershelf("enrich", FORGETFUL)
    assert result.exit_code == 0
    assert "Several papers agree with the page" in result.stdout  # the odd one has its title and abstract


def test_what_only_resembles_is_not_taken(archive: Path, papershelf: Run, httpserver: HTTPServer) -> None:
    other = item(id="2603.00077", title=TITLE, abstract="Another paper of the same name, about spoons. " * 6)
    serve(
        httpserver, face=lambda request: Response(json.dumps([other])), arxiv=lambda request: Response(feed())
    )
    pages = tree(archive / "docs/papers")
    assert "0 found" in papershelf("enrich").stdout
    assert tree(archive / "docs/papers") == pages


def test_an_endpoint_or_token_that_is_none_costs_a_line(
    archive: Path, papershelf: Run, httpserver: HTTPServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    serve(httpserver)
    monkeypatch.setenv("ARXIV_ENDPOINT", "export.arxiv.org")
    monkeypatch.setenv("HF_TOKEN", "hf_\nX-Evil: 1")
    result = papershelf("enrich")
    assert result.exit_code == 0 and "0 found" in result.stdout
    assert "Hugging Face: the token holds characters that no token has; 2 papers were not" in result.stderr
    assert "arXiv: ARXIV_ENDPOINT is no address; 2 papers were not asked for." in result.stderr


def test_no_run_asks_for_more_than_it_may(
    archive: Path, papershelf: Run, httpserver: HTTPServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(look, "MOST", 1)
    serve(httpserver)
    result = papershelf("enrich")
    assert len(asked(httpserver, SEARCH)) == 1
    assert "The network: 1 older paper was not asked for. Name their pages." in result.stderr
