"""Addresses that papers and topics had: a page that leads on, or the notice that stands there instead."""

import re
from collections.abc import Iterator

from generator.model.redirects import Redirects
from generator.site.leaf import Drawn, Leaf, Where
from generator.site.renderer import Renderer

_WORDS = "[a-z0-9]+(?:-[a-z0-9]+)*"
_ADDRESS = re.compile(rf"(?:papers/\d{{4}}(?:-\d{{2}})?|tags)/{_WORDS}/")
"""What may become a folder of the site: the file that names these is read and written by people too."""


def former_addresses(renderer: Renderer, redirects: Redirects) -> Iterator[Leaf]:
    """A leaf for each address at which something once stood and nothing stands now."""
    known = renderer.catalogue
    if not (redirects.moved or redirects.removed):
        return
    taken = {page.address for page in known.pages.values()} | {
        f"tags/{tag.slug}/" for tag in known.vocabulary
    }
    for old, new in redirects.moved.items():
        if new in taken and _is_free(old, taken):
            yield _leading_on(renderer, old, new)
    for address, notice in redirects.removed.items():
        if _is_free(address, taken):
            yield _notice(renderer, address, notice)


def _is_free(address: str, taken: set[str]) -> bool:
    return address not in taken and _ADDRESS.fullmatch(address) is not None


def _leading_on(renderer: Renderer, old: str, new: str) -> Leaf:
    def draw(where: Where) -> Drawn:
        target = where.root + new
        main = renderer.fragment("moved", target=target)
        return Drawn(main, head=renderer.fragment("moved-head", target=target))

    return Leaf(_path(old), "Moved", draw)


def _notice(renderer: Renderer, address: str, notice: str) -> Leaf:
    def draw(where: Where) -> Drawn:
        return Drawn(renderer.fragment("removed", root=where.root, notice=notice))

    return Leaf(_path(address), "This paper was taken down", draw)


def _path(address: str) -> str:
    return address.rstrip("/") + ".md"
