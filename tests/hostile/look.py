"""A browser that looks at a built site: what its pages consist of, and what they do when they are opened."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any
from urllib.parse import quote

from playwright.sync_api import Browser, BrowserContext, Page

INSPECT = (Path(__file__).parent / "inspect.js").read_text(encoding="utf-8")
HOOK = """
window.happened = [];
const note = (what) => { try { top.happened.push(`${location.pathname}: ${what}`); } catch { happened.push(what); } };
for (const name of ["alert", "confirm", "prompt", "print", "open"]) window[name] = (...what) => note(`${name}(${what})`);
document.addEventListener("securitypolicyviolation", (event) =>
  note(`policy ${event.effectiveDirective} ${event.blockedURI} ${event.sample}`));
addEventListener("error", (event) => note(`error ${event.message}`));
addEventListener("unhandledrejection", (event) => note(`error ${event.reason}`));
"""
AT_ONCE = 40
"""Pages that are opened side by side, each in a frame of its own."""


class Watch:
    """A window in which everything is noted that a page must not do."""

    def __init__(self, browser: Browser, address: str) -> None:
        self.address = address
        self.effects: list[str] = []
        self._context: BrowserContext = browser.new_context()
        self._context.add_init_script(HOOK)
        self._context.on("request", self._request)
        self._context.on("page", lambda _: self.effects.append("a window was opened"))
        self.page: Page = self._new_page()

    def _new_page(self) -> Page:
        page = self._context.new_page()
        self.effects.clear()  # that window is ours
        page.on("dialog", lambda dialog: (self.effects.append(f"dialog {dialog.message}"), dialog.dismiss()))
        page.on("download", lambda download: self.effects.append(f"download {download.url}"))
        page.on("pageerror", lambda error: self.effects.append(f"error {error}"))
        page.on(
            "console",
            lambda message: self.effects.append(f"console {message.text}") if _is_bad(message) else None,
        )
        return page

    def _request(self, request: Any) -> None:
        if not request.url.startswith((self.address, "blob:null", "about:")):
            self.effects.append(f"request {request.url}")

    def close(self) -> None:
        self._context.close()

    def bare(self) -> None:
        """A page of the same host without a policy, from which the others are looked at."""
        self.page.route(
            f"{self.address}bare", lambda route: route.fulfill(content_type="text/html", body="<p>")
        )
        self.page.goto(f"{self.address}bare")

    def inspected(self, site: Path, addresses: Sequence[str]) -> dict[str, dict[str, Any]]:
        """What each page consists of; no script of theirs runs and nothing is loaded."""
        self.bare()
        self.page.add_script_tag(content=INSPECT)
        told: dict[str, dict[str, Any]] = {}
        for some in _some(addresses, 200):
            texts = [(site / one).read_text(encoding="utf-8") for one in some]
            found = self.page.evaluate("(pages) => inspect(pages)", texts)
            told |= dict(zip(some, found, strict=True))
        return told

    def opened(self, addresses: Iterable[str]) -> list[str]:
        """Open every page, with its scripts; and say what happened."""
        self.bare()
        for some in _some(addresses, AT_ONCE):
            whole = [self.address + quote(one) for one in some]
            self.page.evaluate(
                """async (all) => {
                  const open = (address) => new Promise((done) => {
                    const frame = document.createElement("iframe");
                    frame.onload = () => done(frame);
                    frame.src = address;
                    document.body.append(frame);
                  });
                  const frames = await Promise.all(all.map(open));
                  for (const frame of frames) {
                    for (const one of frame.contentDocument.querySelectorAll("a, summary, [id]"))
                      for (const kind of ["mouseover", "focus", "pointerenter"]) one.dispatchEvent(new Event(kind));
                  }
                  await new Promise((done) => setTimeout(done, 20));
                  document.body.replaceChildren();
                }""",
                whole,
            )
        happened: list[str] = self.page.evaluate("happened")
        return [*self.effects, *happened]


def _some(addresses: Iterable[str], most: int) -> Iterator[list[str]]:
    left = iter(addresses)
    while some := list(islice(left, most)):
        yield some


def _is_bad(message: Any) -> bool:
    """Complaints, but for images of the site that are not there."""
    return message.type == "error" and not message.text.startswith("Failed to load resource")
