"""Asking a server politely: bounded in time and size, tried again where that may help, as late as it asks.

What a server may say about waiting: ``Retry-After`` (RFC 9110, seconds or a date), and ``RateLimit``
(the IETF draft that Hugging Face follows: ``"api";r=<requests left>;t=<seconds until there are more>``).
"""

import re
import time
from collections.abc import Callable, Mapping
from email.utils import parsedate_to_datetime
from typing import NamedTuple, TypeVar

import requests
from requests.auth import AuthBase
from tenacity import RetryCallState, Retrying, retry_if_exception_type, stop_after_attempt

from generator import __version__
from generator.sources.errors import SourceError

USER_AGENT = f"papershelf/{__version__} (+https://github.com/papershelf/papershelf)"
CONNECT, READ, WHOLE = 10.0, 30.0, 120.0
"""Seconds to get through, between two pieces of an answer, and for all of it."""
LARGEST = 32 << 20
"""Bytes of an answer; the largest day seen is under half a megabyte."""
LONGEST_WAIT = 330.0
"""Seconds: the windows of Hugging Face's limits are five minutes long."""
MOST_REDIRECTS = 5

_PIECE = 1 << 16
_PASSING = frozenset({408, 425, 429, 500, 502, 503, 504})
"""Statuses that may be gone a moment later."""
_CUT = (
    requests.ConnectionError,
    requests.Timeout,
    requests.exceptions.ChunkedEncodingError,
    requests.exceptions.ContentDecodingError,
)
_LIMIT = re.compile(r"\br=(\d{1,6})\s*;\s*t=(\d{1,6})\b")


_Read = TypeVar("_Read")


class Answer(NamedTuple):
    """The status of an answer and its body, whole."""

    status: int
    body: bytes


class PassingError(SourceError):
    """A failure that may be gone a moment later; `wait` is what the server asked for, in seconds."""

    def __init__(self, message: str, remedy: str, wait: float | None = None) -> None:
        super().__init__(message, remedy)
        self.wait = wait


class Manners(NamedTuple):
    """What a service expects of a visitor."""

    gap: float
    """Seconds between two questions."""
    patience: float
    """Seconds before the first new try, twice as many before the next."""
    tries: int
    remedy: str
    """What to look at where its address seems to be wrong."""


class Web:
    """One visitor of one service. `sleep` is how it waits. Raises SourceError for a token that is none."""

    def __init__(
        self, manners: Manners, token: str | None = None, sleep: Callable[[float], None] = time.sleep
    ) -> None:
        self.manners = manners
        self._sleep = sleep
        self._session = requests.Session()
        self._session.headers["User-Agent"] = USER_AGENT
        self._session.max_redirects = MOST_REDIRECTS
        self._auth = _Bearer(token) if token else _Nobody()
        self._pause = 0.0
        """Seconds to wait before the next question: none before the first."""

    def get(self, address: str, query: Mapping[str, str], read: Callable[[Answer], _Read]) -> _Read:
        """What `read` makes of the answer to a question, tried again while the failure is a passing one.

        `read` may raise PassingError for an answer that is not whole. Raises SourceError.
        """
        retrying = Retrying(
            retry=retry_if_exception_type(PassingError),
            stop=stop_after_attempt(self.manners.tries),
            wait=self._wait,
            sleep=self._sleep,
            reraise=True,
        )
        if self._pause:
            self._sleep(self._pause)
        self._pause = self.manners.gap
        return retrying(lambda: read(self._once(address, query)))

    def _once(self, address: str, query: Mapping[str, str]) -> Answer:
        try:
            with self._session.get(
                address, params=dict(query), auth=self._auth, timeout=(CONNECT, READ), stream=True
            ) as response:
                return self._answer(response)
        except _CUT as error:
            raise PassingError(
                f"the connection failed ({type(error).__name__})", "Try again later."
            ) from None
        except (requests.RequestException, ValueError) as error:
            message = f"the address cannot be asked ({type(error).__name__})"
            raise SourceError(message, self.manners.remedy) from None

    def _answer(self, response: requests.Response) -> Answer:
        if response.status_code in _PASSING:
            told = f"the server answered {response.status_code}"
            raise PassingError(told, "Try again later.", asked_wait(response.headers))
        if (limit := _LIMIT.search(response.headers.get("RateLimit", ""))) and limit[1] == "0":
            self._pause = min(max(float(limit[2]), self.manners.gap), LONGEST_WAIT)
        return Answer(response.status_code, self._body(response))

    def _wait(self, state: RetryCallState) -> float:
        """What the server asked for, else longer each time. Raises SourceError where that is too long."""
        error = state.outcome.exception() if state.outcome else None
        asked = error.wait if isinstance(error, PassingError) else None
        if asked is None:
            asked = self.manners.patience * 2.0 ** (state.attempt_number - 1)
        elif asked > LONGEST_WAIT:
            raise SourceError(f"the server asks to wait {asked:.0f} seconds", "Try again then.")
        pause, self._pause = self._pause, self.manners.gap
        return max(asked, pause)

    def _body(self, response: requests.Response) -> bytes:
        """The body, as long as it is neither too large nor too slow."""
        end = time.monotonic() + WHOLE
        parts: list[bytes] = []
        size = 0
        for part in response.iter_content(_PIECE):
            parts.append(part)
            size += len(part)
            if size > LARGEST:
                raise SourceError(f"the answer is larger than {LARGEST >> 20} MiB", self.manners.remedy)
            if time.monotonic() > end:
                raise PassingError(f"the answer took longer than {WHOLE:.0f} seconds", "Try again later.")
        return b"".join(parts)


def asked_wait(headers: Mapping[str, str]) -> float | None:
    """Seconds that a server asks to wait, if it does; a date counts from the server's own clock.

    >>> asked_wait({"Retry-After": "7"}), asked_wait({"RateLimit": '"api";r=0;t=42'}), asked_wait({})
    (7.0, 42.0, None)
    """
    said = headers.get("Retry-After", "").strip()
    if said.isascii() and said.isdigit() and len(said) < 9:
        return float(said)
    try:
        return max(
            0.0, (parsedate_to_datetime(said) - parsedate_to_datetime(headers["Date"])).total_seconds()
        )
    except (KeyError, TypeError, ValueError, OverflowError):
        limit = _LIMIT.search(headers.get("RateLimit", ""))
        return float(limit[2]) if limit else None


class _Bearer(AuthBase):
    """The token of a user. A class of its own, so that no .netrc takes its place."""

    def __init__(self, token: str) -> None:
        if not (token.isascii() and token.isprintable()):
            raise SourceError("the token holds characters that no token has", "Look at HF_TOKEN.")
        self._token = token

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        request.headers["Authorization"] = f"Bearer {self._token}"
        return request


class _Nobody(AuthBase):
    """No credentials, not those of a .netrc either."""

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        return request
