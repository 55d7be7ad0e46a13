"""Addresses: found, classified, and never dangerous."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.paper import LINK_KINDS
from generator.text.links import classify, find, key, normalise, unmirror


@pytest.mark.parametrize(
    ("text", "addresses"),
    [
        ("At https://github.com/a/b.", ["https://github.com/a/b"]),
        ("(see https://example.org/a_(b)), or", ["https://example.org/a_(b)"]),
        ("“https://example.org/x”。", ["https://example.org/x"]),
        ("网址https://github.com/a/b公开", ["https://github.com/a/b"]),
        ("**https://example.org/**", ["https://example.org/"]),
        ("github.com/a/b, www.github.com/c and x.github.io", None),
        ("Node.js, README.md, e.g.in, a@github.com/x, mygithub.com/x, github.com", []),
        ("https://, http://localhost/x and https://user@evil.example/", []),
    ],
)
def test_addresses_end_where_the_sentence_goes_on(text: str, addresses: list[str] | None) -> None:
    expected = ["https://github.com/a/b", "https://www.github.com/c", "https://x.github.io"]
    assert [found.address for found in find(text)] == (expected if addresses is None else addresses)


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("https://github.com/a/b", "code"),
        ("https://gitlab.com/a/b", "code"),
        ("https://codeberg.org/a/b", "code"),
        ("https://bitbucket.org/a/b", "code"),
        ("https://huggingface.co/spaces/a/b", "demo"),
        ("https://huggingface.co/collections/a/b-1", "collection"),
        ("https://huggingface.co/datasets/a/b", "dataset"),
        ("https://huggingface.co/a/b", "model"),
        ("https://huggingface.co/a", "other"),
        ("https://huggingface.co/blog/a", "other"),
        ("https://arxiv.org/abs/2401.00001", "pdf"),
        ("https://example.org/paper.PDF", "pdf"),
        ("https://youtu.be/abc", "video"),
        ("https://www.bilibili.com/video/x", "video"),
        ("https://vimeo.com/1", "video"),
        ("https://a.github.io/b/", "project"),
        ("https://example.org/", "project"),
        ("https://example.org/a/b", "other"),
        ("https://evilgithub.com/a/b", "other"),
    ],
)
def test_the_host_tells_the_kind(address: str, kind: str) -> None:
    assert classify(address) == kind
    assert kind in LINK_KINDS


@pytest.mark.parametrize(
    ("address", "original"),
    [
        ("https://hub.mirror.example./spaces/a/b", "https://huggingface.co/spaces/a/b"),
        ("http://HUB.mirror.example/a?b#c", "https://huggingface.co/a?b#c"),
        ("https://evilhub.mirror.example/a", None),
        ("https://x.hub.mirror.example/a", None),
        ("https://hub.mirror.example.evil.example/a", None),
        ("https://[broken/a", None),
    ],
)
def test_a_mirror_is_replaced_by_its_whole_host_only(address: str, original: str | None) -> None:
    assert unmirror(address, {"hub.mirror.example": "huggingface.co"}) == (original or address)


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "data:text/html,x", "ftp://example.org", "//example.org", "https://",
     "https://a", "", "https://user:pw@example.org/", "https://example.org:99999/", "https://exa mple.org/",
     "https://example.org/\x00", "https://[::1", "https://example.org/<script>",
     "https://example.org/" + "a" * 3000],
)  # fmt: skip
def test_junk_is_no_address(address: str) -> None:
    assert normalise(address) is None


def test_an_international_host_shows_its_real_name() -> None:
    assert "gіthub" in (cyrillic := "https://gіthub.com/a")
    assert str(normalise(cyrillic)).startswith("https://xn--gthub-")


def test_spellings_of_one_address_are_equal() -> None:
    spellings = ["http://GitHub.com/A/b/", "https://github.com/a/b.git", "https://www.github.com/a/b"]
    assert len({key(spelling) for spelling in spellings}) == 1


@given(st.text(max_size=120))
def test_only_http_comes_out(text: str) -> None:
    for found in find(f"{text} https://{text} github.com/{text}"):
        assert normalise(found.address) is not None
        assert found.address.lower().startswith(("http://", "https://"))
