"""``tools/follow``: what the workflow of the same name does, played with a server and a clone."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from tests.ci.conftest import Clone
from tests.ci.test_digest import Make, commits, files
from tests.digests import ABSTRACT, PAGE, TITLE, copied
from tests.sources.answers import feed, paper

FOUND = "digests/found-arxiv-api-2026-03.json"
Serve = Callable[[str], None]


@pytest.fixture
def serve(httpserver: HTTPServer, environment: dict[str, str]) -> Serve:
    """Both services, and what arXiv says of the paper."""

    def start(comment: str) -> None:
        one = paper("2603.01234v1", title=TITLE, abstract=ABSTRACT, comment=comment)
        httpserver.expect_request("/api/query").respond_with_data(feed(one))
        httpserver.expect_request("/api/papers/search").respond_with_data("[]")

    environment["HF_ENDPOINT"] = environment["ARXIV_ENDPOINT"] = httpserver.url_for("")
    return start


@pytest.fixture
def bot(clone: Make, tmp_path: Path) -> Clone:
    """A run on an archive with one paper, of which a copied list told title and abstract."""
    person = clone("person")
    digest = copied(tmp_path / "2026-03-04.txt", (TITLE, ABSTRACT))
    assert person.run("papershelf", "add", digest).returncode == 0
    person.push("Add a list")
    return clone("bot")


def test_what_is_found_becomes_one_commit_and_is_followed_from_then_on(
    bot: Clone, serve: Serve, httpserver: HTTPServer, tmp_path: Path
) -> None:
    serve("9 pages")
    done = bot.tool("follow", GITHUB_OUTPUT=str(tmp_path / "output"))
    assert done.returncode == 0, done.stderr
    assert commits(bot)[0] == "Fill in what digests left out: 1 page changed"
    assert {PAGE, FOUND} <= set(files(bot))
    assert (tmp_path / "output").read_text() == f"commit={bot.git('rev-parse', 'origin/main')}\n"
    httpserver.clear()
    serve("This paper has been withdrawn [skip ci]")
    assert bot.tool("follow").returncode == 0
    assert commits(bot)[0] == "Follow what became of papers: 1 page changed"
    assert "skip ci" not in bot.git("log", "-1", "--format=%B", "origin/main")
    assert "status: withdrawn" in bot.git("show", f"origin/main:{PAGE}")
    assert bot.run("papershelf", "check").returncode == 0


def test_services_that_are_down_cost_a_line(
    bot: Clone, httpserver: HTTPServer, environment: dict[str, str]
) -> None:
    def answer(request: Request) -> Response:
        return Response(json.dumps({"error": "::error::gone"}), status=404)

    environment["HF_ENDPOINT"] = environment["ARXIV_ENDPOINT"] = httpserver.url_for("")
    httpserver.expect_request("/api/papers/search").respond_with_handler(answer)
    httpserver.expect_request("/api/query").respond_with_handler(answer)
    done = bot.tool("follow")
    assert (done.returncode, commits(bot)) == (0, ["Add a list", "Begin"])
    assert "Hugging Face: the server refused (404)" in done.stderr
    assert "arXiv: something else came instead of a feed (404)" in done.stderr


def test_what_is_found_can_come_as_a_pull_request(bot: Clone, serve: Serve, tmp_path: Path) -> None:
    serve("9 pages")
    assert bot.tool("follow", BY_PULL_REQUEST="true").returncode == 0
    assert commits(bot) == ["Add a list", "Begin"]
    assert FOUND in files(bot, "origin/follow/papers")
    assert "--head|follow/papers|" in (tmp_path / "gh").read_text()
