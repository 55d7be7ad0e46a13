"""The files beside the search page: whatever is in the archive can be looked up in one of them."""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import cbor2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Browser

from generator.model import ids
from generator.site.search.fold import folded, words
from generator.site.search.ids import IN_A_FILE, shard, shards
from generator.site.search.people import IN_A_FILE as NAMES_IN_A_FILE
from tests.site.conftest import Shelf

Run = Callable[..., object]


def there(site: Path) -> Any:
    """What is there, as the page learns it."""
    return json.loads((site / "search/tables.json").read_text(encoding="utf-8"))


def inflated(file: Path) -> str:
    return zlib.decompress(file.read_bytes(), -15).decode()


def tables(site: Path) -> Path:
    """The tables of an archive that is small enough to have but one part."""
    [part] = there(site)["tables"]
    return site / "search/tables" / str(part["key"])


def table(site: Path, name: str) -> Any:
    return json.loads(inflated(tables(site) / name))


def listed(site: Path, letter: str) -> dict[str, int]:
    """The words of a letter, read back."""
    found, before = {}, ""
    for line in inflated(tables(site) / "words" / f"{letter}.bin").split("\n"):
        before = before[: int(line[0], 36)] + line[2:]
        found[before] = int(line[1])
    return found


def test_every_id_is_found_in_its_file(site: Path) -> None:
    assert there(site)["tables"][0]["ids"] == 1
    assert table(site, "ids/0.bin")["arxiv:2611.00002"] == [
        "papers/2026-11/what-listeners-hear/",
        "What Listeners Hear",
    ]


@given(st.integers(0, 200_000))
def test_files_of_ids_stay_small_however_many_there_are(number: int) -> None:
    files = shards(number)
    assert number <= files * IN_A_FILE
    assert files < 2 or number > files * IN_A_FILE // 2


@given(st.text(max_size=60), st.integers(1, 4096))
def test_an_id_has_one_file(name: str, files: int) -> None:
    assert 0 <= shard(name, files) < files


def test_names_are_found_by_each_of_their_words(site: Path) -> None:
    assert table(site, "names/ad.bin") == table(site, "names/by.bin") == [["Ada Byron", [0, 1, 1, 1]]]
    assert table(site, "names/re.bin") == [
        [f"Reader {number}", paper] for number, paper in enumerate((1, 0, 3, 2))
    ]


def test_a_name_that_its_address_does_not_follow_from_says_its_address(shelf: Shelf) -> None:
    for number in range(2):
        shelf.paper(f"Paper {number}", "Words.", "2026-11-23", authors=["陈 明", "Łukasz Ørsted"])
    site = shelf.build()
    assert (site / "authors/lukasz-orsted/index.html").exists()
    assert table(site, "names/lu.bin") == [["Łukasz Ørsted", [0, 1]]]
    [[name, papers, slug]] = table(site, "names/陈.bin")
    assert (name, papers) == ("陈 明", [0, 1])
    assert (site / "authors" / slug / "index.html").exists()


def test_many_names_alike_are_split_by_one_letter_more(shelf: Shelf) -> None:
    letters = "abcdefghijklmnopqrstuvwxyz"
    pairs = [(a, b) for a in letters for b in letters]
    names = [f"Wang {a}{b}{a}" for a, b in pairs] + [f"Wan {a}{b}{b}" for a, b in pairs]
    shelf.paper("One paper", "Words.", "2026-11-23", authors=names)
    site = shelf.build()
    prefixes = there(site)["tables"][0]["names"]
    assert "wa" not in prefixes and {"wan", "wang"} <= set(prefixes)
    for prefix in prefixes:
        rows = table(site, f"names/{prefix}.bin")
        assert len(rows) <= NAMES_IN_A_FILE, prefix
    assert len(table(site, "names/wan.bin")) == len(letters) ** 2


def test_the_words_of_the_archive_are_listed_with_how_common_they_are(site: Path) -> None:
    counting = listed(site, "c")
    assert counting == {"chains": 1, "count": 1, "counting": 1, "cross": 2}
    assert listed(site, "b") == {"beyond": 1, "byron": 0}


def test_an_archive_without_ids_and_names_has_no_files_for_them(shelf: Shelf) -> None:
    shelf.paper("A title", "An abstract.")
    site = shelf.build()
    [part] = there(site)["tables"]
    assert (part["ids"], part["names"], part["words"]) == (0, [], ["a", "t"])
    assert not (tables(site) / "ids").exists()


def test_facts_hold_a_row_for_each_paper_the_oldest_first(site: Path) -> None:
    [group] = there(site)["groups"]
    facts = json.loads(inflated(site / "search/words" / group["key"] / "facts.bin"))
    assert facts["days"] == [["2026-11-20", 2], ["2026-11-23", 2]]
    assert facts["votes"] == [9, 10, 7, 8]
    assert facts["code"] == "1000"
    assert [facts["topics"][topic] for topic in facts["filed"][0]] == ["cross-lingual-transfer", "reasoning"]


SAMPLES = [
    "José García-Pérez",
    "ŁUKASZ Straße",
    "ÆØŒÐÞĐĦŦŊẞ æøœðþđħŧŋß ıI µμ Ǿ",
    "Đặng µ-FlowNet",
    "ﬁne ½ x²",
    "naïve—approach",
    "Σίσυφος",
    "陈明 と",
    "İstanbul",
    "नमस्ते",
    "a_b GPT-4o",
]
PASTED = {
    "2401.07037": "arxiv:2401.07037",
    " arXiv:2401.07037v2 ": "arxiv:2401.07037",
    "https://arxiv.org/abs/2401.07037v1": "arxiv:2401.07037",
    "http://export.arxiv.org/pdf/2401.07037v1.pdf": "arxiv:2401.07037",
    "arxiv.org/html/2401.07037/": "arxiv:2401.07037",
    "https://huggingface.co/papers/2401.07037?utm=x": "arxiv:2401.07037",
    "https://arxiv.org/abs/hep-th/9901001": "arxiv:hep-th/9901001",
    "math.GT/0309136": "arxiv:math/0309136",
    "https://doi.org/10.18653/v1/2022.ACL-long.1": "doi:10.18653/v1/2022.acl-long.1",
    "doi:10.1000/ABC.": "doi:10.1000/abc",
    "https://doi.org/10.48550/arXiv.2401.07037": "arxiv:2401.07037",
    "https://openreview.net/forum?id=HJl8SgHtwB&noteId=1": "openreview:HJl8SgHtwB",
    "https://aclanthology.org/2022.acl-long.1.pdf": "acl:2022.acl-long.1",
    "P19-1001": "acl:P19-1001",
    "GPT-4": "",
    "chain of thought": "",
    "2024": "",
    "arXiv 2606.09018": "arxiv:2606.09018",
    "arXiv:2606.09018 [cs.GR]": "arxiv:2606.09018",
    "2606.09018.": "arxiv:2606.09018",
    "[2606.09018]": "arxiv:2606.09018",
    "(arXiv:2606.09018)": "arxiv:2606.09018",
    "“2606.09018”,": "arxiv:2606.09018",
    "arXiv preprint arXiv:2606.09018v2, 2026": "arxiv:2606.09018",
    "arXiv:hep-th/9901001 [hep-th]": "arxiv:hep-th/9901001",
    "<https://arxiv.org/abs/2606.09018>": "arxiv:2606.09018",
    "see https://arxiv.org/pdf/hep-th/9901001v2#page=3": "arxiv:hep-th/9901001",
    "https://hf.co/papers/2606.09018": "arxiv:2606.09018",
    "https://ar5iv.labs.arxiv.org/html/2606.09018v1": "arxiv:2606.09018",
    "https://www.semanticscholar.org/arxiv/2606.09018": "arxiv:2606.09018",
    "https://api.semanticscholar.org/arXiv:2606.09018": "arxiv:2606.09018",
    "https://alphaxiv.org/abs/2606.09018": "arxiv:2606.09018",
    "https://example.org/2401.07037": "arxiv:2401.07037",
    "@misc{zuniga2026neural-2608.11762,": "arxiv:2608.11762",
    "Noa Weiss. 2026. A Title. arXiv:2608.11762. https://arxiv.org/abs/2608.11762": "arxiv:2608.11762",
    "Noa Weiss (2020). A Title (doi:10.1000/rag.7).": "doi:10.1000/rag.7",
    "https://dl.acm.org/doi/10.1145/3292500.3330701?download=true": "doi:10.1145/3292500.3330701",
    "https%3A%2F%2Fdoi.org%2F10.1000%2Fabc": "doi:10.1000/abc",
    "in: Lancet, 10.1016/S0140-6736(20)30183-5, 2020": "doi:10.1016/s0140-6736(20)30183-5",
    "A Title. In ACL. https://aclanthology.org/2022.acl-long.1/": "acl:2022.acl-long.1",
    "Version 2019.12345 of 2024.2513 and 1.2606.09018": "",
    "between 0.5 and 10.5/7": "",
}
ADDRESSES = {
    "https://example.org/shelf/papers/2026-10/a-comparison-of-cnn/": "page:papers/2026-10/a-comparison-of-cnn/",
    "papers/2026-10/a-comparison-of-cnn/index.md?x=1": "page:papers/2026-10/a-comparison-of-cnn/",
    "<https://example.org/papers/2026-10/a-title#notes>": "page:papers/2026-10/a-title/",
    "https://example.org/a-title": "address:https://example.org/a-title",
    "papers of 2026": "",
}  # fmt: skip


@pytest.fixture(scope="module")
def in_browser(chromium: Browser, site: Path, address: str) -> Iterator[Run]:
    """Runs a function of one of the modules on arguments."""
    page = chromium.new_page()
    page.goto(f"{address}search/")
    [folder] = (site / "assets").glob("search-*")

    def run(module: str, function: str, *arguments: object) -> object:
        call = """async ([address, name, given]) => {
            const value = (await import(address))[name](...given);
            return value instanceof Uint8Array ? [...value] : value;
        }"""
        return page.evaluate(call, [f"{address}assets/{folder.name}/{module}.js", function, list(arguments)])

    yield run
    page.close()


def test_scripts_fold_as_the_tables_do(in_browser: Run) -> None:
    for text in SAMPLES:
        assert in_browser("fold", "words", text) == words(text), text
        assert in_browser("fold", "folded", text) == folded(text), text


def test_scripts_look_into_the_files_that_were_written(in_browser: Run) -> None:
    for name in ("arxiv:2401.07037", "doi:10.1000/ä", "acl:P19-1001"):
        assert in_browser("ids", "shard", name, 256) == shard(name, 256)


@pytest.mark.parametrize("text", PASTED)
def test_ids_are_recognised_however_they_are_pasted(in_browser: Run, text: str) -> None:
    assert in_browser("ids", "recognised", text) == PASTED[text]
    kind, _, value = PASTED[text].partition(":")
    assert not kind or ids.normalise(kind, value) == value


@pytest.mark.parametrize("text", ADDRESSES)
def test_addresses_are_no_words(in_browser: Run, text: str) -> None:
    assert in_browser("ids", "recognised", text) == ADDRESSES[text]


ASKED = {
    "Åkesson et al. (2026) LoRA-Net: Low Ranks": "Åkesson LoRA-Net: Low Ranks",
    "Weiss et al, [2020b], “Ranks Compared,” https://example.org/x": "Weiss , , Ranks Compared,",
    "“model editing”": '"model editing"',
    " «model editing» ": '"model editing"',
    "„model editing“": '"model editing"',
    '"model editing': "model editing",
    "“model editing” of 'facts'": "model editing of 'facts'",
    "(2026)": "(2026)",
    "metal alloys of 2026": "metal alloys of 2026",
}


@pytest.mark.parametrize("text", ASKED)
def test_what_no_paper_holds_is_not_searched_for(in_browser: Run, text: str) -> None:
    assert in_browser("query", "query", text) == ASKED[text]


TYPED = [
    ("same", "same", 0),
    ("recieve", "receive", 1),
    ("genertion", "generation", 1),
    ("lerning", "leaning", 1),
    ("ca", "abc", 3),
]


@pytest.mark.parametrize(("one", "other", "away"), TYPED)
def test_distance_counts_mistakes_of_typing(in_browser: Run, one: str, other: str, away: int) -> None:
    assert in_browser("spelling", "distance", one, other, 9) == away
    assert in_browser("spelling", "distance", other, one, 9) == away


NUMBERS = [0, 23, 24, 255, 256, 65535, 65536, 4_000_000, -1, -24, -25, -256, -257, -65537]


def test_the_index_is_given_to_its_program_in_cbor(in_browser: Run) -> None:
    for value in ([], NUMBERS, ["", "naïve", "と" * 300], [["a", [[7, [-25, 3], []]], []]] * 9000):
        written = in_browser("cbor", "bytes", value)
        assert cbor2.loads(bytes(written)) == value  # type: ignore[call-overload]
