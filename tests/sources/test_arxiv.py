"""arXiv's answers as they come: papers by id, nothing, an error as a feed, and what is no feed at all."""

import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from generator.readers.arxiv_record import is_withdrawn
from generator.sources.arxiv import AT_ONCE, MANNERS, by_ids, by_title
from generator.sources.errors import SourceError
from generator.sources.web import Web
from tests.sources.answers import ERROR, feed, paper


class Visitor:
    """A visitor of a server of our own whose waits are only noted."""

    def __init__(self, server: HTTPServer) -> None:
        self.waits: list[float] = []
        self.server = server
        self.web = Web(MANNERS, None, self.waits.append)

    def ids(self, *numbers: str) -> list[str]:
        answers = by_ids(self.web, numbers, self.server.url_for(""))
        return [number for answer in answers for number in answer]


@pytest.fixture
def visitor(httpserver: HTTPServer) -> Visitor:
    return Visitor(httpserver)


def answers(server: HTTPServer, *responses: Response | str) -> None:
    """Give these, one after the other; the last one again and again."""
    waiting = [one if isinstance(one, Response) else Response(one) for one in responses]
    handler = lambda request: waiting.pop(0) if len(waiting) > 1 else waiting[0]  # noqa: E731
    server.expect_request("/api/query").respond_with_handler(handler)


def test_all_ids_are_asked_for_at_once(visitor: Visitor, httpserver: HTTPServer) -> None:
    answers(httpserver, feed(paper("2603.00001v2"), paper("2603.00002v1"), paper("hep-th/9901001v1")))
    assert visitor.ids("2603.00001", "2603.00002", "hep-th/9901001") == [
        "2603.00001",
        "2603.00002",
        "hep-th/9901001",
    ]
    ((request, _),) = httpserver.log
    assert dict(request.args) == {"id_list": "2603.00001,2603.00002,hep-th/9901001", "max_results": "3"}
    assert request.headers["User-Agent"].startswith("papershelf/") and visitor.waits == []


def test_many_ids_are_asked_for_in_parts_with_three_seconds_between(
    visitor: Visitor, httpserver: HTTPServer
) -> None:
    def answer(request: Request) -> Response:
        return Response(feed(*(paper(f"{number}v1") for number in request.args["id_list"].split(","))))

    httpserver.expect_request("/api/query").respond_with_handler(answer)
    numbers = [f"2603.{n:05}" for n in range(2 * AT_ONCE + 1)]
    assert visitor.ids(*numbers) == numbers
    assert visitor.waits == [3.0, 3.0]


def test_what_a_paper_says_of_itself(visitor: Visitor, httpserver: HTTPServer) -> None:
    answers(
        httpserver,
        feed(
            paper("2603.00001v3", comment="Accepted at ICLR 2027"),
            paper("2603.00002v2", comment="This paper has been withdrawn due to an error in Lemma 2"),
        ),
    )
    (papers,) = by_ids(visitor.web, ["2603.00001", "2603.00002"], httpserver.url_for(""))
    said = [(one.version, one.venue, one.withdrawn) for one in papers.values()]
    assert said == [(3, "ICLR 2027", False), (2, None, True)]


def test_an_empty_feed_is_asked_for_again(visitor: Visitor, httpserver: HTTPServer) -> None:
    answers(httpserver, feed(), feed(paper("2603.00001v1")))
    assert visitor.ids("2603.00001") == ["2603.00001"]
    assert visitor.waits == [30.0]


def test_a_feed_that_stays_empty_is_told(visitor: Visitor, httpserver: HTTPServer) -> None:
    answers(httpserver, feed())
    with pytest.raises(SourceError, match="the feed is empty, though 1 were asked for"):
        visitor.ids("2603.00001")
    assert visitor.waits == [30.0, 60.0, 120.0]


def test_a_search_may_find_nothing(visitor: Visitor, httpserver: HTTPServer) -> None:
    answers(httpserver, feed())
    assert by_title(visitor.web, 'A Title: Of *Nothing* (all) AND "x', httpserver.url_for("")) == ()
    ((request, _),) = httpserver.log
    assert request.args["search_query"] == "ti:Title AND ti:Of AND ti:Nothing AND ti:all AND ti:AND"


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (Response(ERROR), "arXiv answered with an error (incorrect id format for abc). Look at the ids."),
        (Response(ERROR, status=400), "arXiv answered with an error (incorrect id format for abc)."),
        (Response("<html><p>Log in"), "a web page came instead of a feed (200). Look at ARXIV_ENDPOINT."),
        (Response('{"a": 1}', status=404), "something else came instead of a feed (404)."),
    ],
)
def test_what_is_no_answer_is_told_at_once(
    visitor: Visitor, httpserver: HTTPServer, answer: Response, told: str
) -> None:
    answers(httpserver, answer)
    with pytest.raises(SourceError) as caught:
        visitor.ids("2603.00001")
    assert str(caught.value).startswith(told)
    assert visitor.waits == [] and len(httpserver.log) == 1


@pytest.mark.parametrize(
    ("answer", "wait"),
    [
        (Response("Rate exceeded.", status=429), 30.0),
        (Response("slow down", status=503, headers={"Retry-After": "5"}), 5.0),
        (Response("slow down", status=503, headers={"Retry-After": "1"}), 3.0),
        (Response(feed(paper("2603.00001v1"))[:-40]), 30.0),
        (Response(""), 30.0),
    ],
)
def test_a_passing_failure_is_tried_again_after_a_while(
    visitor: Visitor, httpserver: HTTPServer, answer: Response, wait: float
) -> None:
    answers(httpserver, answer, feed(paper("2603.00001v1")))
    assert visitor.ids("2603.00001") == ["2603.00001"]
    assert visitor.waits == [wait]


@pytest.mark.parametrize(
    ("comment", "abstract", "is_it"),
    [
        ("Withdrawn by the authors", "", True),
        ("This submission has been withdrawn by arXiv administrators", "", True),
        ("", "This paper has been withdrawn by the author due to a crucial error.", True),
        ("withdrawn from ACL, see v1", "", False),
        ("12 pages; we withdrew from ICML and were accepted at TMLR", "", False),
        ("Code to be released", "We study which papers were withdrawn. " * 20, False),
        ("", "The paper has been withdrawn from the market in many countries. " * 20, False),
    ],
)
def test_a_withdrawal_is_known_by_its_words(comment: str, abstract: str, is_it: bool) -> None:
    assert is_withdrawn(comment, abstract) == is_it
