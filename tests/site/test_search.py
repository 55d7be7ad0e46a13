"""A reader who searches, in a real browser."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from generator.site.search import parts, runs
from generator.text.front_matter import Value
from tests.site.conftest import Shelf, furnish

MIA, NOA, ADA = "Mia Åkesson", "Noa Weiss", "Ada Byron"
LINES: list[tuple[str, str, str, int | None, list[Value], dict[str, Value]]] = [
    (
        "LoRA-Net: Low Ranks for All",
        "We adapt models with few numbers.",
        "2026-10-05", 3, [MIA], {"arxiv": "2610.00001"},
    ),
    (
        "Ranks Compared",
        "LoRA-Net and LoRA-Net again: LoRA-Net is compared, LoRA-Net wins.",
        "2026-10-06", 40, [NOA], {},
    ),
    (
        "Retrieval Augmented Generation",
        "Passages are retrieved for the generation of answers.",
        "2025-03-04", 12, ["Weiss Noa", ADA], {"doi": "10.1000/rag.7"},
    ),
    (
        "Generation Without Retrieval",
        "Answers of a model alone, without passages.",
        "2025-03-05", None, [MIA], {},
    ),
]  # fmt: skip


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory, serve: Callable[[Path], str]) -> str:
    """A site with papers of two years that differ in words, names, ids and votes, in several shards."""
    shelf = Shelf.empty(tmp_path_factory.mktemp("room"))
    furnish(shelf)
    for title, abstract, day, votes, authors, ids in LINES:
        code = {"code": ["https://github.com/example/x"]} if votes == 40 else {}
        shelf.paper(title, abstract, day, votes, authors=authors, ids=ids, links=code)
    with pytest.MonkeyPatch.context() as few:
        few.setattr(runs, "SHARD", (1, 2, 3))
        few.setattr(runs, "PIECE", (1, 2, 2))
        few.setattr(runs, "GROUP", (1, 1, 2))
        few.setattr(parts, "BLOCK", 2)
        site = shelf.build()
    assert len(list((site / "search/words").iterdir())) > 1
    return serve(site)


@pytest.fixture(params=[360, 1280])
def reader(request: pytest.FixtureRequest, chromium: Browser, room: str) -> Iterator[Page]:
    context = chromium.new_context(viewport={"width": request.param, "height": 800}, base_url=room)
    context.set_default_timeout(5000)
    page = context.new_page()
    complaints: list[str] = []
    # That a reader who is quicker than the browser keeps the focus is no fault.
    page.on("console", lambda said: "Autofocus" in said.text or complaints.append(said.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("request", lambda asked: asked.url.startswith(room) or complaints.append(asked.url))
    yield page
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= request.param or "/search/" not in page.url
    assert complaints == []
    context.close()


def results(page: Page) -> list[str]:
    page.wait_for_selector('#results[aria-busy="false"]', state="attached")
    return page.locator("#results > li > a").all_inner_texts()


def test_titles_beat_abstracts(reader: Page) -> None:
    reader.goto("search/?q=lora-net")
    assert results(reader) == ["LoRA-Net: Low Ranks for All", "Ranks Compared"]


def test_a_name_with_signs_is_told_from_one_without(
    chromium: Browser, serve: Callable[[Path], str], shelf: Shelf
) -> None:
    shelf.paper("MicroVQA++: Questions about Cells", "Cells.", "2025-11-18")
    shelf.paper("MicroVQA: Questions about Microscopes", "MicroVQA, MicroVQA.", "2025-11-19")
    page = chromium.new_page(base_url=serve(shelf.build()))
    for typed, first in {"MicroVQA": "Microscopes", "microvqa++": "Cells"}.items():
        page.goto("search/?" + urlencode({"q": typed}))
        assert results(page)[0].endswith(first)
    page.close()


def test_the_passage_is_of_the_abstract_alone(reader: Page) -> None:
    reader.goto("search/?q=ranks")
    results(reader)
    passages = reader.locator("#results > li > p + p").all_inner_texts()
    assert sorted(passages) == sorted(abstract for title, abstract, *_ in LINES if "Ranks" in title)


def test_numbers_of_votes_find_nothing(reader: Page) -> None:
    reader.goto("search/?q=40")
    assert results(reader) == []


def test_counts_are_those_of_the_results(reader: Page) -> None:
    reader.goto("search/?q=ranks")
    expect(reader.get_by_label("Has code (1)")).to_be_visible()
    expect(reader.get_by_label("Year").locator("option")).to_have_text(["All years", "2026 (2)"])
    reader.get_by_label("Has code (1)").check()
    assert results(reader) == ["Ranks Compared"]
    expect(reader.locator("#said")).to_have_text("1 paper for “ranks”, with code")


def test_results_are_sorted_by_date_and_votes(reader: Page) -> None:
    reader.goto("search/?q=ranks")
    reader.get_by_label("Order").select_option("Newest first")
    expect(reader.locator("#results > li > a").first).to_have_text("Ranks Compared")
    reader.goto("search/?year=2026&sort=votes")
    assert results(reader)[:2] == ["Ranks Compared", "Few Shots Across Languages"]
    expect(reader.get_by_label("Order")).to_have_value("votes")


def test_a_name_brings_the_papers_of_its_bearer(reader: Page) -> None:
    reader.goto("search/?q=noa+weiss")
    assert results(reader) == ["Ranks Compared"]
    reader.goto("search/?q=akesson+mia")
    assert results(reader) == ["LoRA-Net: Low Ranks for All", "Generation Without Retrieval"]
    expect(reader.locator("#called a")).to_have_text(["Mia Åkesson"])
    reader.locator("#called a").click()
    expect(reader.locator("h1")).to_have_text("Mia Åkesson")


NAMESAKES: dict[str, list[Value]] = {
    "Of the first": ["Yu Wang"],
    "Of another": ["Michael Yu Wang"],
    "Of a third": ["Yu-Xiong Wang", "Yu-Kai Wang"],
    "Among neighbours": ["Li Yu", "Wang Wei"],
    "The fifth of many": ["A One", "B Two", "Michael Yu Wang", "D Four", "Yu Wang", "F Six"],
    "About somebody": ["Ada Byron"],
    "The last of many": ["Yu Wang", "B Two", "C Three", "D Four", "Michael Yu Wang"],
}


def test_a_name_brings_nobody_elses_papers(
    chromium: Browser, serve: Callable[[Path], str], shelf: Shelf
) -> None:
    for title, authors in NAMESAKES.items():
        shelf.paper(title, "We follow Yu Wang." if authors == ["Ada Byron"] else "", authors=authors)
    with pytest.MonkeyPatch.context() as few:
        few.setattr(runs, "SHARD", (1, 2, 2))
        few.setattr(runs, "PIECE", (1, 1, 1))
        few.setattr(runs, "GROUP", (2, 1, 2))
        few.setattr(parts, "BLOCK", 1)
        page = chromium.new_page(base_url=serve(shelf.build()))
    for name in ("Yu Wang", "Michael Yu Wang", "wang yu"):
        written_by = "Michael Yu Wang" if "Michael" in name else "Yu Wang"
        page.goto("search/?" + urlencode({"q": name}))
        results(page)
        rows = page.locator("#results > li").all()
        found = {row.locator("a").first.inner_text(): row.locator("p").first.inner_text() for row in rows}
        assert found.keys() == {title for title, authors in NAMESAKES.items() if written_by in authors}
        assert [title for title, line in found.items() if f"with {written_by}" in line] == (
            ["The last of many"] if "Michael" in name else ["The fifth of many"]
        )
        expect(page.locator("#said")).to_have_text(f"{len(found)} papers for “{name}”")
        expect(page.locator("#called").get_by_text(f"{written_by} {len(found)}", exact=True)).to_be_visible()
    page.close()


LETTERS = {
    "Łukasz Kaiser": ("lukasz kaiser", "Łukasz Kaiser", "łukasz"),
    "Søren Straße": ("soren strasse", "SØREN STRAßE", "soren straße"),
    "Đặng Ægir": ("dang aegir", "Đặng Ægir", "đang", "aegir"),
}
PLAIN_TITLES = ("µ-FlowNet of Łódź", "Others")


def test_letters_are_found_by_those_that_are_typed_for_them(
    chromium: Browser, serve: Callable[[Path], str], shelf: Shelf
) -> None:
    shelf.paper(PLAIN_TITLES[0], "Of Poincaré, an Œuvre.", authors=list(LETTERS))
    shelf.paper(PLAIN_TITLES[1], "Of flows.", authors=["Ada Byron"])
    page = chromium.new_page(base_url=serve(shelf.build()))
    words = ["µ-FlowNet", "μ-FlowNet", "lodz", "Łódź", "oeuvre", "poincare"]
    for typed in [one for of in LETTERS.values() for one in of] + words:
        page.goto("search/?" + urlencode({"q": typed}))
        assert results(page) == [PLAIN_TITLES[0]], typed
        expect(page.locator("#said")).to_have_text(f"1 paper for “{typed}”")
    page.close()


def test_the_beginning_of_a_name_suggests_people(reader: Page) -> None:
    reader.goto("search/?q=wei")
    expect(reader.locator("#called a")).to_have_text(["Noa Weiss", "Weiss Noa"])
    reader.locator("#called a").first.click()
    expect(reader.locator("#results > li > a")).to_have_text(["Ranks Compared"])
    assert reader.url.endswith("search/?q=Noa+Weiss")


def test_a_topic_is_suggested_by_its_name(reader: Page) -> None:
    reader.goto("search/?q=cross-lingual")
    expect(reader.locator("#called a")).to_have_text(["Cross-lingual transfer"])


PASTED = [
    "2610.00001",
    "https://arxiv.org/pdf/2610.00001v3",
    "huggingface.co/papers/2610.00001",
    "arXiv 2610.00001",
    "(arXiv:2610.00001 [cs.CL]).",
    "Mia Åkesson (2026). LoRA-Net: Low Ranks for All. arXiv:2610.00001.",
    "https://example.org/shelf/papers/2026-10/lora-net-low-ranks-for-all/",
]


@pytest.mark.parametrize("pasted", PASTED)
def test_a_pasted_id_finds_its_paper(reader: Page, pasted: str) -> None:
    reader.goto("search/")
    reader.fill("#q", pasted)
    expect(reader.locator("#results > li > a")).to_have_text(["LoRA-Net: Low Ranks for All"])
    reader.keyboard.press("Enter")
    expect(reader.locator("h1")).to_have_text("LoRA-Net: Low Ranks for All")


def test_an_id_that_the_archive_lacks_says_where_its_paper_is(reader: Page) -> None:
    reader.goto("search/?q=doi:10.1000/none")
    expect(reader.locator("#said")).to_have_text("The archive has no paper with DOI 10.1000/none.")
    expect(reader.locator("#hints a")).to_have_attribute("href", "https://doi.org/10.1000/none")


@pytest.mark.parametrize("address", ["https://example.org/blog", "https://example.org/papers/2026-10/none/"])
def test_an_address_of_no_paper_is_not_taken_for_words(chromium: Browser, room: str, address: str) -> None:
    page = chromium.new_page()
    page.goto(f"{room}search/")
    page.fill("#q", address)
    expect(page.locator("#said")).to_have_text("The archive has no paper with this address.")
    expect(page.locator("#results > li")).to_have_count(0)
    page.close()


SAID = {
    "retreival augmentd": "1 paper for “retreival augmentd”."
    " No paper has “retreival”, “augmentd”: searched for retrieval, augmented",
    "passages retrieving": "2 papers for “passages retrieving”",
    "retrieva": "2 papers for “retrieva”",
    "answers passages numbers": "2 papers for “answers passages numbers”."
    " No paper has all words: shown are those without “numbers”.",
    "Ranks Compared https://example.org/x": "1 paper for “Ranks Compared https://example.org/x”",
    "quux retrieval answers passages numbers": "2 papers for “quux retrieval answers passages numbers”."
    " No paper has “quux”. No paper has all words: shown are those without “numbers”.",
    "“generation of answers”": "1 paper for ““generation of answers””",
    "«generation of answers»": "1 paper for “«generation of answers»”",
    '"generation of answers"': '1 paper for “"generation of answers"”',
    '"answers generation': '2 papers for “"answers generation”',
}


@pytest.mark.parametrize(("typed", "said"), SAID.items())
def test_words_are_understood(reader: Page, typed: str, said: str) -> None:
    reader.goto("search/")
    reader.fill("#q", typed)
    expect(reader.locator("#said")).to_have_text(said)


CITED = (
    "Weiss, N., Byron, A. and Lovelace, C. Retrieval Augmented Generation. In NeurIPS, pp. 101-120, 2019.",
    "@misc{w, title={{Retrieval Augmented Generation}}, author={Weiss Noa and Lovelace, C.}, publisher={MIT Press}}",
)


@pytest.mark.parametrize("citation", CITED)
def test_a_citation_finds_its_paper_though_it_says_more(reader: Page, citation: str) -> None:
    reader.goto("search/")
    reader.fill("#q", citation)
    expect(reader.locator("#results > li > a").first).to_have_text("Retrieval Augmented Generation")
    expect(reader.locator("#said")).to_contain_text("shown are those with most of them.")
    expect(reader.locator("#results > li")).to_have_count(1)


def test_of_a_quotation_without_papers_its_words_are_offered(reader: Page) -> None:
    reader.goto("search/?q=“passages+answers”")
    results(reader)
    offers = ["The same words, wherever they stand", "Only “passages”", "Only “answers”"]
    expect(reader.locator("#hints a")).to_have_text(offers)
    reader.locator("#hints a").first.click()
    expect(reader.locator("#said")).to_have_text("2 papers for “passages answers”")


def test_suggestions_and_results_are_walked_with_the_keyboard(reader: Page) -> None:
    reader.goto("search/?q=akesson")
    results(reader)
    reader.locator("#q").focus()
    reader.keyboard.press("ArrowDown")
    expect(reader.locator("#called a").first).to_be_focused()
    reader.keyboard.press("ArrowDown")
    expect(reader.locator("#results > li > a").first).to_be_focused()
    reader.keyboard.press("Escape")
    expect(reader.locator("#q")).to_be_focused()
    reader.keyboard.press("Escape")
    expect(reader.locator("#said")).to_have_text("8 papers to search.")


def test_a_short_address_leads_to_its_paper(chromium: Browser, room: str) -> None:
    page = chromium.new_page()
    for short in ("arxiv/2610.00001", "arxiv/2610.00001v2/", "arxiv/abs/2610.00001"):
        page.goto(f"{room}{short}")
        expect(page.locator("h1")).to_have_text("LoRA-Net: Low Ranks for All")
    page.goto(f"{room}doi/10.1000/rag.7")
    expect(page.locator("h1")).to_have_text("Retrieval Augmented Generation")
    page.goto(f"{room}arxiv/2401.07037/")
    expect(page.locator("h1")).to_have_text("The archive has no paper with arXiv 2401.07037")
    expect(page.locator("#reason a")).to_have_attribute("href", "https://arxiv.org/abs/2401.07037")
    page.close()


def test_a_rare_word_beside_a_common_one_is_asked_about(
    chromium: Browser, serve: Callable[[Path], str], shelf: Shelf
) -> None:
    """A slip of the pen in one abstract is a word of the archive all the same."""
    for number in range(9):
        shelf.paper(f"Paper {number}", "Of retrieval.", "2026-11-23")
    shelf.paper("The slip", "Of retreival.", "2026-11-23")
    page = chromium.new_page()
    page.goto(f"{serve(shelf.build())}search/?q=retreival")
    expect(page.locator("#results > li > a")).to_have_text(["The slip"])
    expect(page.locator(".meant")).to_have_text("Did you mean retrieval? 9 papers")
    page.get_by_role("link", name="retrieval", exact=True).click()
    expect(page.locator("#said")).to_have_text("9 papers for “retrieval”")
    expect(page.locator("#q")).to_have_value("retrieval")
    page.close()


# The best first; without a rule for it, the newest would stand first, or the oldest.
RANKED = (
    ("Diffusion Models for Maps", "We show maps."),
    ("Latent Diffusion Model", "We show maps."),
    ("Diffusion of Ideas in Models", "Diffusion models, diffusion models, diffusion models."),
    ("DiffusionFF: Diffusion-Based, Model-Free Maps", "Diffusion-based models of diffusion-guided modeling."),
    ("Diffusion-Based Diffusion-Guided Diffusion-Maps", "A diffusion-based model."),
    ("About maps", "Diffusion models."),
)


@pytest.mark.parametrize("order", [RANKED, RANKED[::-1]])
def test_words_side_by_side_in_a_title_come_before_parts_of_compounds(
    chromium: Browser, serve: Callable[[Path], str], shelf: Shelf, order: tuple[tuple[str, str], ...]
) -> None:
    for day, (title, abstract) in enumerate(order, start=1):
        shelf.paper(title, abstract, f"2026-11-{day:02}")
    for number in range(6):
        shelf.paper(f"Paper {number}", "Of retrieval, with a large-scale model.", "2026-11-23")
    page = chromium.new_page()
    page.goto(f"{serve(shelf.build())}search/?q=diffusion+models")
    found = results(page)
    assert set(found[:2]) == {title for title, _ in RANKED[:2]}
    assert found[2] == "Diffusion of Ideas in Models"
    assert found[-1] == "About maps"
    page.close()


def test_more_results_are_shown_on_request(
    chromium: Browser, serve: Callable[[Path], str], shelf: Shelf
) -> None:
    for number in range(15):
        shelf.paper(f"Paper {number}", "Of retrieval.", "2026-11-23")
    page = chromium.new_page()
    page.goto(f"{serve(shelf.build())}search/?q=retrieval")
    expect(page.locator("#results > li > a")).to_have_count(12)
    page.get_by_role("button", name="Show 3 more of 3").click()
    expect(page.locator("#results > li > a")).to_have_count(15)
    expect(page.locator("#results > li > a").nth(12)).to_be_focused()
    expect(page.locator("#hints button")).to_have_count(0)
    page.close()


def test_more_results_that_do_not_load_can_be_asked_for_again(
    chromium: Browser, serve: Callable[[Path], str], shelf: Shelf
) -> None:
    for number in range(30):
        shelf.paper(f"Paper {number}", "Of retrieval.", "2026-11-23")
    page = chromium.new_page()
    page.goto(f"{serve(shelf.build())}search/?q=retrieval")
    expect(page.locator("#results > li > a")).to_have_count(12)
    page.route("**/search/papers/**", lambda route: route.abort())
    page.get_by_role("button", name="Show 12 more of 18").click()
    expect(page.locator("#hints")).to_contain_text("These papers did not load. Look at your connection")
    page.unroute("**/search/papers/**")
    page.get_by_role("button", name="Show 12 more of 18").click()
    expect(page.locator("#results > li > a")).to_have_count(24)
    expect(page.locator("#hints")).not_to_contain_text("did not load")
    page.close()


class Gate:
    """Lets no answer to some requests through before it is opened."""

    def __init__(self, page: Page, requests: str) -> None:
        self._held: list[Route] | None = []
        page.route(requests, self._arrive)

    def _arrive(self, route: Route) -> None:
        if self._held is None:
            route.continue_()
        else:
            self._held.append(route)

    def open(self) -> None:
        held, self._held = self._held or [], None
        for route in held:
            route.continue_()


@pytest.mark.parametrize("late", ["**/assets/search-*/engine.js", "**/search/words/**"])
def test_on_a_slow_network_the_page_says_that_it_searches(chromium: Browser, room: str, late: str) -> None:
    page = chromium.new_page()
    gate = Gate(page, late)
    page.goto(f"{room}search/?q=ranks+compared", wait_until="commit")
    expect(page.locator("#said")).to_have_text("Searching…")
    expect(page.locator("#q")).to_have_value("ranks compared")
    gate.open()
    expect(page.locator("#said")).to_have_text("1 paper for “ranks compared”")
    page.close()


@pytest.mark.parametrize("gone", ["page", "engine"])
def test_a_page_whose_modules_are_gone_says_so(chromium: Browser, room: str, gone: str) -> None:
    page = chromium.new_page()
    page.route(f"**/assets/search-*/{gone}.js", lambda route: route.fulfill(status=404, body=""))
    page.goto(f"{room}search/?q=ranks+compared")
    page.wait_for_timeout(400)
    expect(page.locator("#said")).to_have_text("The search did not load. Load the page again.")
    expect(page.locator("#q")).to_have_value("ranks compared")
    page.close()


def test_what_is_typed_before_the_modules_are_there_is_searched_for(chromium: Browser, room: str) -> None:
    page = chromium.new_page()
    gate = Gate(page, "**/assets/search-*/engine.js")
    page.goto(f"{room}search/", wait_until="commit")
    page.locator("#q").press_sequentially("ranks compared")
    gate.open()
    expect(page.locator("#said")).to_have_text("1 paper for “ranks compared”")
    expect(page.locator("#q")).to_have_value("ranks compared")
    page.close()


def test_formulas_of_titles_are_characters(
    chromium: Browser, serve: Callable[[Path], str], shelf: Shelf
) -> None:
    shelf.paper("AGENTIC-T$^2$S: Robust Tables", "Of tables.", ids={"arxiv": "2611.00001"})
    page = chromium.new_page(base_url=serve(shelf.build()))
    for typed in ("robust tables", "2611.00001"):
        page.goto("search/?" + urlencode({"q": typed}))
        assert results(page) == ["AGENTIC-T²S: Robust Tables"]
    page.close()


def test_without_its_index_search_says_so(chromium: Browser, room: str) -> None:
    page = chromium.new_page()
    page.route("**/words/**", lambda route: route.abort())
    page.goto(f"{room}search/?q=ranks")
    expect(page.locator("#said")).to_have_text("The search index did not load.")
    expect(page.locator("#hints")).to_contain_text("Load the page again")
    page.close()


def test_an_archive_without_papers_says_so(
    chromium: Browser, serve: Callable[[Path], str], shelf: Shelf
) -> None:
    page = chromium.new_page()
    page.goto(f"{serve(shelf.build())}search/?q=anything")
    expect(page.locator("#said")).to_have_text("There is no paper in the archive yet.")
    page.close()
