"""``papershelf fetch``, against a server of our own."""

import datetime
import json
import socketserver
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from pytest_httpserver import HTTPServer
from pytest_socket import SocketConnectBlockedError
from typer.testing import CliRunner
from werkzeug import Request, Response

from generator import __version__
from generator.cli import application, days, services
from generator.sources import web
from generator.sources.daily_papers import MANNERS, daily_papers
from generator.sources.errors import SourceError
from generator.sources.web import Web, asked_wait
from tests.conftest import Run, tree
from tests.digests import PAGE, item

DAY = "2026-03-04"
API = "/api/daily_papers"
Waits = list[float]


@pytest.fixture(autouse=True)
def endpoint(httpserver: HTTPServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_ENDPOINT", httpserver.url_for(""))
    monkeypatch.delenv("HF_TOKEN", raising=False)


@pytest.fixture(autouse=True)
def waits(monkeypatch: pytest.MonkeyPatch) -> Waits:
    """The waits between tries, which are only noted."""
    noted: Waits = []
    monkeypatch.setattr(Web.__init__, "__defaults__", (None, noted.append))
    monkeypatch.setattr(services, "sleep", noted.append)
    return noted


def pages(httpserver: HTTPServer, *lists: list[dict[str, object]]) -> None:
    """Answer as the API does: page after page, then empty lists."""

    def answer(request: Request) -> Response:
        number = int(request.args["p"])
        return Response(json.dumps(lists[number] if number < len(lists) else []))

    httpserver.expect_request(API, query_string=None).respond_with_handler(answer)


def one_after_the_other(httpserver: HTTPServer, *responses: Response) -> None:
    """Answer with these, then with one paper, and then with empty lists."""
    waiting = [*responses, Response(json.dumps([item()]))]
    httpserver.expect_request(API).respond_with_handler(
        lambda request: waiting.pop(0) if waiting else Response("[]")
    )


def papers(number: int, first: int = 0) -> list[dict[str, object]]:
    return [
        item(id=f"2603.{n:05}", title=f"Paper {n} Of A Long Day", abstract=f"About {n}.")
        for n in range(first, first + number)
    ]


# What comes


def test_every_page_of_a_day_is_asked_for(root: Path, papershelf: Run, httpserver: HTTPServer) -> None:
    pages(httpserver, papers(100), papers(3, first=100))
    result = papershelf("fetch", "--date", DAY)
    assert (result.exit_code, result.stdout) == (
        0,
        "hf-api-2026-03-04: 103 entries read, 103 new, 0 changed, 0 unchanged\n",
    )
    asked = [dict(request.args) for request, _ in httpserver.log]
    assert asked == [{"date": DAY, "limit": "100", "p": str(page)} for page in range(3)]


def test_a_server_that_knows_no_pages_is_asked_twice(
    root: Path, papershelf: Run, httpserver: HTTPServer
) -> None:
    httpserver.expect_request(API).respond_with_json([item()])
    assert "1 entry read" in papershelf("fetch", "--date", DAY).stdout
    assert len(httpserver.log) == 2


def test_a_paper_that_slips_to_the_next_page_comes_once(
    root: Path, papershelf: Run, httpserver: HTTPServer
) -> None:
    pages(httpserver, papers(100), papers(2, first=99))
    assert "101 entries read" in papershelf("fetch", "--date", DAY).stdout


def test_what_is_fetched_is_what_adding_the_saved_answer_makes(
    root: Path, papershelf: Run, httpserver: HTTPServer, day: Path
) -> None:
    pages(httpserver, [item(code="https://github.com/example/edits", keywords=["model editing"])])
    papershelf("fetch", "--date", DAY)
    before = tree(root)
    (day / "saved.json").write_text(
        json.dumps([item(code="https://github.com/example/edits", keywords=["model editing"])])
    )
    assert "0 new, 0 changed" in papershelf("add", day / "saved.json").stdout
    assert tree(root) == before


def test_a_broken_entry_does_not_stop_the_others(root: Path, papershelf: Run, httpserver: HTTPServer) -> None:
    body = f'[{json.dumps(item())}, {{"paper": NaN}}, {{"paper": {{"title": {"9" * 5000}}}}}]'
    httpserver.expect_request(API).respond_with_data(body)
    result = papershelf("fetch", "--date", DAY)
    assert result.exit_code == 1
    assert "1 entry read, 1 new" in result.stdout and "not understood: 2" in result.stdout
    assert (root / PAGE).exists()


@pytest.mark.parametrize("body", ["[]", " [ ] \n"])
def test_a_day_without_a_list_is_no_failure(
    root: Path, papershelf: Run, httpserver: HTTPServer, body: str
) -> None:
    httpserver.expect_request(API).respond_with_data(body)
    before = tree(root)
    result = papershelf("fetch", "--date", "2026-03-07", "--message", root / "message")
    assert result.exit_code == 0
    assert result.stdout == (
        "Daily Papers of 2026-03-07: there is no list (at weekends there is none).\nNothing changed.\n"
    )
    assert tree(root) == before


# Who asks


def test_it_says_who_it_is_and_brings_the_token_along(
    root: Path, papershelf: Run, httpserver: HTTPServer, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "netrc").write_text("machine localhost login a password b\n")
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))
    pages(httpserver)
    papershelf("fetch", "--date", DAY)
    monkeypatch.setenv("HF_TOKEN", "hf_secret")
    papershelf("fetch", "--date", DAY)
    (plain, _), (known, _) = httpserver.log
    agent = f"papershelf/{__version__} (+https://github.com/papershelf/papershelf)"
    assert plain.headers["User-Agent"] == known.headers["User-Agent"] == agent
    assert "Authorization" not in plain.headers
    assert known.headers["Authorization"] == "Bearer hf_secret"


def test_no_test_can_leave_this_machine() -> None:
    with pytest.raises(SocketConnectBlockedError):
        daily_papers(Web(MANNERS), DAY, "http://192.0.2.1")


# What passes


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
def test_a_passing_failure_is_tried_again(
    root: Path, papershelf: Run, httpserver: HTTPServer, waits: Waits, status: int
) -> None:
    one_after_the_other(httpserver, Response(status=status), Response(status=status))
    assert papershelf("fetch", "--date", DAY).exit_code == 0
    assert waits == [1.0, 2.0, MANNERS.gap]


def test_it_waits_as_long_as_it_is_asked_to(
    root: Path, papershelf: Run, httpserver: HTTPServer, waits: Waits
) -> None:
    one_after_the_other(
        httpserver,
        Response(status=429, headers={"Retry-After": "7"}),
        Response(status=429, headers={"RateLimit": '"api";r=0;t=42'}),
        Response("[", headers={"RateLimit": '"api";r=0;t=9'}),
    )
    assert papershelf("fetch", "--date", DAY).exit_code == 0
    assert waits == [7.0, 42.0, 9.0, MANNERS.gap]


def test_a_date_to_wait_for_counts_from_the_clock_of_the_server() -> None:
    clock = "Wed, 04 Mar 2026 10:00:00 GMT"
    later = "Wed, 04 Mar 2026 10:01:30 GMT"
    assert asked_wait({"Date": clock, "Retry-After": later}) == 90
    assert asked_wait({"Date": later, "Retry-After": clock}) == 0
    assert asked_wait({"Retry-After": later}) is None
    assert asked_wait({"Date": "yesterday", "Retry-After": "tomorrow"}) is None
    assert asked_wait({"Retry-After": "9" * 400}) is None


def test_a_day_long_wait_is_told_and_not_waited(
    root: Path, papershelf: Run, httpserver: HTTPServer, waits: Waits
) -> None:
    one_after_the_other(httpserver, Response(status=429, headers={"Retry-After": "86400"}))
    result = papershelf("fetch", "--date", DAY)
    assert result.exit_code == 3 and waits == []
    assert result.stderr == (
        "Daily Papers of 2026-03-04: the server asks to wait 86400 seconds. Try again then.\n"
    )


def test_patience_ends(root: Path, papershelf: Run, httpserver: HTTPServer, waits: Waits) -> None:
    httpserver.expect_request(API).respond_with_data("busy", status=503)
    result = papershelf("fetch", "--date", DAY)
    assert (result.exit_code, len(httpserver.log)) == (3, MANNERS.tries)
    assert result.stderr == "Daily Papers of 2026-03-04: the server answered 503. Try again later.\n"


@contextmanager
def server_that_sends(*answers: bytes) -> Iterator[str]:
    """A server that sends these bytes, one answer a connection, and hangs up."""
    waiting = list(answers)

    class Handler(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            while self.rfile.readline().strip():
                pass
            self.wfile.write(waiting.pop(0) if waiting else b"")

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()


WHOLE = json.dumps([item()]).encode()
OK = b"HTTP/1.1 200 OK\r\nConnection: close\r\n"


@pytest.mark.parametrize(
    "cut",
    [
        b"",
        OK,
        OK + b"Content-Length: 5000\r\n\r\n" + WHOLE[:200],
        OK + b"Transfer-Encoding: chunked\r\n\r\nfff\r\n" + WHOLE[:200],
        OK + b"\r\n" + WHOLE[:-30],
        OK + b"Content-Encoding: gzip\r\n\r\nno gzip",
    ],
    ids=["nothing", "head", "length", "chunk", "close", "gzip"],
)
def test_a_cut_connection_is_tried_again(waits: Waits, cut: bytes) -> None:
    whole = OK + f"Content-Length: {len(WHOLE)}\r\n\r\n".encode() + WHOLE
    with server_that_sends(cut, whole, OK + b"Content-Length: 2\r\n\r\n[]") as address:
        assert daily_papers(Web(MANNERS), DAY, address) == WHOLE
    assert waits == [1.0, MANNERS.gap]


# What does not


@pytest.mark.parametrize(
    ("status", "body", "told"),
    [
        (200, "<!doctype html><p>Log in", "a web page came instead of a list (200). Look at HF_ENDPOINT."),
        (200, '{"error": "no\\n::error::x"}', "the server refused (200): 'no ::error::x'. Look at the date"),
        (400, '{"error": "Invalid date"}', "the server refused (400): 'Invalid date'. Look at the date"),
        (404, "nothing", "what came is no list of papers (404). Look at HF_ENDPOINT."),
        (200, "7", "what came is no list of papers (200)."),
        (200, '{"a":' * 5000, "what came is no list of papers (200)."),
    ],
)
def test_what_is_no_list_is_told_in_one_line(
    root: Path, papershelf: Run, httpserver: HTTPServer, status: int, body: str, told: str
) -> None:
    httpserver.expect_request(API).respond_with_data(body, status=status)
    before = tree(root)
    result = papershelf("fetch", "--date", DAY)
    assert (result.exit_code, len(httpserver.log)) == (3, 1)
    assert result.stderr.startswith(f"Daily Papers of 2026-03-04: {told}")
    assert result.stderr.count("\n") == 1
    assert tree(root) == before


def test_an_answer_without_end_is_not_taken(
    httpserver: HTTPServer, monkeypatch: pytest.MonkeyPatch, waits: Waits
) -> None:
    monkeypatch.setattr(web, "LARGEST", 1 << 20)
    httpserver.expect_request(API).respond_with_data(b"[" + b" " * (2 << 20))
    with pytest.raises(SourceError, match="larger than 1 MiB"):
        daily_papers(Web(MANNERS), DAY, httpserver.url_for(""))


@pytest.mark.parametrize("address", ["huggingface.co", "file:///etc", "http://", "https://a b", "ftp://x"])
def test_an_endpoint_that_is_none_is_told(
    papershelf: Run, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    monkeypatch.setenv("HF_ENDPOINT", address)
    result = papershelf("fetch", "--date", DAY)
    assert result.exit_code == 3
    assert result.stderr.endswith("HF_ENDPOINT is no address. Write it as https://huggingface.co.\n")


def test_a_token_that_is_none_is_told(papershelf: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_TOKEN", "hf_\nX-Evil: 1")
    result = papershelf("fetch", "--date", DAY)
    assert result.exit_code == 3 and "no token has. Look at HF_TOKEN." in result.stderr


@pytest.mark.parametrize("date", ["2026-02-30", "2026-03", "yesterday", "2026-03-04&p=9", ""])
def test_a_date_that_is_none_is_told(root: Path, papershelf: Run, date: str) -> None:
    result = papershelf("fetch", "--date", date)
    assert result.exit_code == 2 and "is not a day" in " ".join(result.stderr.split())


def test_help_names_both_variables() -> None:
    shown = CliRunner().invoke(application(), ["fetch", "--help"]).stdout
    assert "HF_ENDPOINT" in shown and "HF_TOKEN" in shown


def test_the_message_has_numbers_and_no_word_from_outside(
    root: Path, papershelf: Run, httpserver: HTTPServer, tmp_path_factory: pytest.TempPathFactory
) -> None:
    message: Path = tmp_path_factory.mktemp("out") / "message"
    pages(httpserver, [item(title="[skip ci] Fixes #1 @everyone\n\nCo-authored-by: a <b@c>")])
    fetch: Callable[[], object] = lambda: papershelf("fetch", "--date", DAY, "--message", message)  # noqa: E731
    fetch()
    assert message.read_text() == (
        "Add 1 digest: 1 new page, 0 changed\n\nhf-api-2026-03-04: 1 entry, 1 new, 0 changed, 0 unchanged\n"
    )
    fetch()
    assert not message.exists()


# More than a day


@pytest.fixture
def lists(httpserver: HTTPServer) -> dict[str, list[dict[str, object]]]:
    """Lists by day, which the server gives in pages of a hundred."""
    given: dict[str, list[dict[str, object]]] = {}

    def answer(request: Request) -> Response:
        start = 100 * int(request.args["p"])
        return Response(json.dumps(given.get(request.args["date"], [])[start : start + 100]))

    httpserver.expect_request(API).respond_with_handler(answer)
    return given


def asked_days(httpserver: HTTPServer) -> list[str]:
    return list(dict.fromkeys(request.args["date"] for request, _ in httpserver.log))


@pytest.mark.parametrize(
    ("option", "first", "last", "number"),
    [
        (("--since", "2026-03-03"), "2026-03-03", "2026-03-05", 3),
        (("--week", "2026-W09"), "2026-02-23", "2026-03-01", 7),
        (("--week", "2026-W10"), "2026-03-02", "2026-03-05", 4),
        (("--month", "2026-02"), "2026-02-01", "2026-02-28", 28),
        (("--month", "2026-03"), "2026-03-01", "2026-03-05", 5),
        ((), "2026-03-05", "2026-03-05", 1),
    ],
)
def test_every_day_of_a_span_is_asked_for_and_none_to_come(
    papershelf: Run,
    httpserver: HTTPServer,
    lists: dict[str, list[dict[str, object]]],
    monkeypatch: pytest.MonkeyPatch,
    option: tuple[str, ...],
    first: str,
    last: str,
    number: int,
) -> None:
    monkeypatch.setattr(days, "today", lambda: datetime.date(2026, 3, 5))
    assert papershelf("fetch", *option).exit_code == 0
    asked = asked_days(httpserver)
    assert (asked[0], asked[-1], len(asked)) == (first, last, number)


def test_the_days_of_a_span_are_the_records_of_single_days(
    root: Path,
    papershelf: Run,
    lists: dict[str, list[dict[str, object]]],
    waits: Waits,
) -> None:
    lists.update({DAY: papers(150), "2026-03-06": papers(2, first=150)})
    result = papershelf("fetch", "--week", "2026-W10")
    assert result.exit_code == 0
    assert "hf-api-2026-03-04: 150 entries read, 150 new" in result.stdout
    assert "Daily Papers of 2026-03-07: there is no list (at weekends there is none)." in result.stdout
    assert set(waits) == {MANNERS.gap}
    before = tree(root)
    papershelf("fetch", "--date", "2026-03-06")
    assert tree(root) == before


def test_a_day_that_grows_is_merged_and_one_that_shrinks_loses_nothing(
    root: Path, papershelf: Run, lists: dict[str, list[dict[str, object]]]
) -> None:
    lists[DAY] = papers(3)
    papershelf("fetch", "--date", DAY)
    lists[DAY] = papers(5)
    assert "5 entries read, 2 new" in papershelf("fetch", "--date", DAY).stdout
    grown = tree(root)
    lists[DAY] = papers(1)
    papershelf("fetch", "--date", DAY)
    assert {path: data for path, data in tree(root).items() if path.endswith(".md")} == {
        path: data for path, data in grown.items() if path.endswith(".md")
    }
    record = json.loads((root / "digests/hf-api-2026-03-04.json").read_text())
    assert len(record["entries"]) == 5


def test_a_bad_day_does_not_stop_the_others(root: Path, papershelf: Run, httpserver: HTTPServer) -> None:
    def answer(request: Request) -> Response:
        if request.args["date"] == "2026-03-03":
            return Response("<h1>Bad gateway</h1>")
        first = request.args["date"] == DAY and request.args["p"] == "0"
        return Response(json.dumps([item()] if first else []))

    httpserver.expect_request(API).respond_with_handler(answer)
    result = papershelf("fetch", "--week", "2026-W10")
    assert result.exit_code == 3 and (root / PAGE).exists()
    assert result.stderr.startswith("Daily Papers of 2026-03-03: a web page came instead of a list")
    assert asked_days(httpserver)[-1] == "2026-03-08"


def test_a_service_that_is_down_is_left_alone(papershelf: Run, httpserver: HTTPServer) -> None:
    httpserver.expect_request(API).respond_with_data("busy", status=503)
    result = papershelf("fetch", "--week", "2026-W10")
    assert (result.exit_code, asked_days(httpserver)) == (3, ["2026-03-02"])
    assert result.stderr.endswith("The days from 2026-03-03 on were not asked for.\n")


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--week", "2026-W60"), "is not a week. Write 2026-W48."),
        (("--week", "W10"), "is not a week."),
        (("--month", "2026-13"), "is not a month. Write 2026-11."),
        (("--month", "2026-03-04"), "is not a month."),
        (("--since", "monday"), "is not a day."),
        (("--since", "2199-01-01"), "2199-01-01 is still to come."),
        (("--since", "2016-01-01"), "ask for 400 at most."),
        (("--since", DAY, "--week", "2026-W10"), "Give one of --date, --since, --week and --month."),
    ],
)
def test_a_span_that_is_none_is_told(papershelf: Run, options: tuple[str, ...], told: str) -> None:
    result = papershelf("fetch", *options)
    assert result.exit_code == 2
    assert told in " ".join(result.stderr.replace("│", " ").split())
