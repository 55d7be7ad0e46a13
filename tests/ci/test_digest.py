"""``tools/digest``: what the workflow of the same name does, played with a server and several clones."""

import json
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from tests.ci.conftest import Clone
from tests.digests import PAGE, api, item

OTHER_PAGE = "docs/papers/2026-03/counting-birds-by-ear.md"
BIRDS = item(id="2603.09999", title="Counting Birds By Ear", abstract="We count birds by ear.")
Make = Callable[[str], Clone]


def lay(clone: Clone, name: str, *items: dict[str, object]) -> None:
    api(clone.folder / "digests/inbox" / name, *items)


def commits(clone: Clone) -> list[str]:
    clone.git("fetch", "--quiet", "origin")
    return clone.git("log", "--format=%s", "origin/main").splitlines()


def files(clone: Clone, revision: str = "origin/main") -> list[str]:
    clone.git("fetch", "--quiet", "origin")
    return clone.git("ls-tree", "-r", "--name-only", revision, "docs/papers", "digests").splitlines()


def test_a_pushed_digest_becomes_one_commit(clone: Make, tmp_path: Path) -> None:
    person, bot = clone("person"), clone("bot")
    lay(person, "a.json", item())
    person.push("[skip ci] Fixes #1")
    done = bot.tool("digest", GITHUB_OUTPUT=str(tmp_path / "output"))
    assert done.returncode == 0, done.stderr
    assert commits(bot)[0] == "Add 1 digest: 1 new page, 0 changed"
    assert files(bot) == [
        "digests/hf-api-2026-03-04.json",
        "digests/inbox/README.md",
        "digests/ledger/2026-03.json",
        PAGE,
    ]
    assert (tmp_path / "output").read_text() == f"commit={bot.git('rev-parse', 'origin/main')}\n"


def test_nothing_new_makes_no_commit(clone: Make, tmp_path: Path) -> None:
    bot = clone("bot")
    done = bot.tool("digest", GITHUB_OUTPUT=str(tmp_path / "output"))
    assert (done.returncode, commits(bot)) == (0, ["Begin"])
    assert "nothing new, so there is no commit" in done.stderr
    assert not (tmp_path / "output").exists()


@pytest.fixture
def source(httpserver: HTTPServer, environment: dict[str, str]) -> HTTPServer:
    """A source with one paper on 4 March 2026, and a bad day on the 5th."""

    def answer(request: Request) -> Response:
        if request.args["date"] == "2026-03-05":
            return Response("<h1>::error::Bad gateway</h1>")
        return Response(json.dumps([item()] if request.args["p"] == "0" else []))

    httpserver.expect_request("/api/daily_papers").respond_with_handler(answer)
    environment["HF_ENDPOINT"] = httpserver.url_for("")
    return httpserver


def test_the_list_of_a_day_and_the_inbox_make_one_commit(clone: Make, source: HTTPServer) -> None:
    person, bot = clone("person"), clone("bot")
    lay(person, "a.json", BIRDS)
    person.push()
    assert bot.tool("digest", "2026-03-04").returncode == 0
    assert len(commits(bot)) == 3
    assert bot.git("log", "-1", "--format=%B", "origin/main").count("Add 1 digest:") == 2
    assert {PAGE, OTHER_PAGE} <= set(files(bot))


def test_a_source_that_fails_is_a_warning(clone: Make, source: HTTPServer) -> None:
    bot = clone("bot")
    done = bot.tool("digest", "2026-03-05", GITHUB_ACTIONS="true")
    assert (done.returncode, commits(bot)) == (0, ["Begin"])
    assert "a web page came instead of a list (200)" in done.stdout
    assert "\n::warning title=digest::The source gave no list; the log says why." in done.stdout


def test_a_run_for_a_day_that_is_none_fails(clone: Make) -> None:
    done = clone("bot").tool("digest", "2026-03-04; echo owned")
    assert done.returncode == 1 and "is not a day" in " ".join(done.stderr.split())
    assert "owned\n" not in done.stdout


def test_an_unreadable_file_fails_the_run_but_stops_nothing(clone: Make) -> None:
    person, bot = clone("person"), clone("bot")
    lay(person, "a.json", item())
    (person.folder / "digests/inbox/b.json").write_text('{"error": "no"}')
    person.push()
    assert bot.tool("digest").returncode == 1
    assert PAGE in files(bot) and "digests/inbox/b.json" in files(bot)


def test_what_digests_say_is_no_command_of_the_runner(clone: Make) -> None:
    person, bot = clone("person"), clone("bot")
    evil = "::set-output name=commit::evil"
    lay(person, "a.json", item(title=evil), {"paper": f"\n{evil}"}, item(id="2603.00002", title=evil))
    person.push()
    lines = bot.tool("digest", GITHUB_ACTIONS="true").stdout.splitlines()
    stop = next(n for n, line in enumerate(lines) if line.startswith("::stop-commands::"))
    word = lines[stop].removeprefix("::stop-commands::")
    start = lines.index(f"::{word}::")
    obeyed = [line for line in lines[:stop] + lines[start + 1 :] if "::" in line]
    assert len(word) == 32 and not any("::set-output" in line for line in obeyed)


# Two at once


def test_a_run_that_comes_second_starts_again_from_the_new_main(
    clone: Make, source: HTTPServer, tmp_path: Path
) -> None:
    """A person takes in a digest between this run's start and its push."""
    person, bot = clone("person"), clone("bot")
    lay(person, "a.json", item())
    person.push()
    real = Path(sys.executable).with_name("papershelf")
    command = tmp_path / "bin/papershelf"  # what the run's first command happens to meet
    command.write_text(
        f'#!/bin/sh\n[ ! -f "{tmp_path}/birds.json" ] || (cd "{person.folder}" && sh ../interfere)\n'
        f'exec {real} "$@"\n'
    )
    command.chmod(0o755)
    (tmp_path / "interfere").write_text(
        f"{real} add ../birds.json && rm ../birds.json && git add --all\n"
        "git commit -qm Interfering && git push -q origin HEAD:main\n"
    )
    api(tmp_path / "birds.json", BIRDS)
    done = bot.tool("digest", "2026-03-04")
    assert done.returncode == 0, done.stderr
    assert "main moved meanwhile" in done.stderr
    assert commits(bot)[1:] == ["Interfering", "By a person", "Begin"]
    assert {PAGE, OTHER_PAGE} <= set(files(bot))
    bot.git("reset", "--quiet", "--hard", "origin/main")
    assert bot.run("papershelf", "check").returncode == 0


def test_two_runs_that_race_lose_nothing(clone: Make) -> None:
    person, one, two = clone("person"), clone("one"), clone("two")
    lay(person, "a.json", item())
    lay(person, "b.json", BIRDS)
    person.push()
    results: list[int] = []
    runs = [
        threading.Thread(target=lambda bot=bot: results.append(bot.tool("digest").returncode))
        for bot in (one, two)
    ]
    for run in runs:
        run.start()
    for run in runs:
        run.join()
    assert results == [0, 0]
    assert commits(person) == ["Add 1 digest: 2 new pages, 0 changed", "By a person", "Begin"]


def test_a_main_that_takes_no_push_is_not_asked_again(clone: Make) -> None:
    person, bot = clone("person"), clone("bot")
    lay(person, "a.json", item())
    person.push()
    hook = person.folder.parent / "server.git/hooks/pre-receive"
    hook.write_text("#!/bin/sh\necho protected >&2\nexit 1\n")
    hook.chmod(0o755)
    done = bot.tool("digest")
    assert done.returncode == 1
    assert done.stderr.endswith(
        "main does not take the commit. Where it is protected, set BY_PULL_REQUEST=true.\n"
    )
    assert done.stderr.count("protected") == 2


# By pull request


def test_a_digest_can_come_as_a_pull_request(clone: Make, tmp_path: Path) -> None:
    person, bot = clone("person"), clone("bot")
    lay(person, "a.json", item())
    person.push()
    done = bot.tool("digest", BY_PULL_REQUEST="true", GITHUB_OUTPUT=str(tmp_path / "output"))
    assert done.returncode == 0, done.stderr
    assert commits(bot) == ["By a person", "Begin"] and not (tmp_path / "output").exists()
    assert PAGE in files(bot, "origin/digest/inbox")
    assert "--head|digest/inbox|--title|Add 1 digest: 1 new page, 0 changed|" in (tmp_path / "gh").read_text()
    assert bot.tool("digest", BY_PULL_REQUEST="true").returncode != 0  # it stands on the branch, not on main
    bot.git("checkout", "--quiet", "-B", "main", "origin/main")
    assert bot.tool("digest", BY_PULL_REQUEST="true").returncode == 0
    assert (tmp_path / "gh").read_text().count("|create|") == 1


def test_what_the_check_does_not_like_is_not_put_on_main(clone: Make, tmp_path: Path) -> None:
    person, bot = clone("person"), clone("bot")
    lay(person, "a.json", item(day="2199-03-04"))
    person.push()
    done = bot.tool("digest")
    assert done.returncode == 0, done.stderr
    assert commits(bot) == ["By a person", "Begin"]
    assert "is in the future" in done.stdout
    assert "digests/hf-api-2199-03-04.json" in files(bot, "origin/digest/inbox")


# At somebody's own machine


def test_uncommitted_work_is_not_thrown_away(clone: Make) -> None:
    bot = clone("bot")
    (bot.folder / "docs/index.md").write_text("# Mine\n")
    done = bot.tool("digest")
    assert done.returncode == 1 and "not committed" in done.stderr
    assert (bot.folder / "docs/index.md").read_text() == "# Mine\n"


def test_unpushed_work_is_not_thrown_away(clone: Make) -> None:
    bot = clone("bot")
    bot.git("commit", "--quiet", "--allow-empty", "-m", "Mine")
    done = bot.tool("digest")
    assert done.returncode == 1 and "Push them first" in done.stderr
    assert bot.git("log", "-1", "--format=%s") == "Mine"
