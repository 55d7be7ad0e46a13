"""People's edits and the machine's values live together: the table of cases, one by one."""

from hypothesis import given
from hypothesis import strategies as st

from generator.ingest.combine import Theirs
from generator.ingest.merge import Merged, merge
from generator.model.ledger import Value, Written, hash_of

RENAMED = {"old-name": "new-name"}


def resolve(tag: str) -> str:
    return RENAMED.get(tag, tag)


def run(
    base: dict[str, Value],
    ours: dict[str, Value],
    theirs: dict[str, Value],
    removed: dict[str, tuple[str, ...]] | None = None,
    added: dict[str, tuple[str, ...]] | None = None,
) -> Merged:
    written = Written(fields=base, removed=removed or {}, added=added or {})
    return merge(written, ours, "", Theirs(theirs, ""), resolve)


def result(ours: dict[str, Value], merged: Merged) -> dict[str, Value]:
    fields = {**ours, **merged.changes}
    return {field: value for field, value in fields.items() if value is not None}


def test_a_value_nobody_touched_follows_the_machine() -> None:
    merged = run({"title": "A"}, {"title": "A"}, {"title": "B"})
    assert merged.changes == {"title": "B"}
    assert merged.kept == ()


def test_a_value_that_a_person_changed_stays_and_is_reported_once() -> None:
    ours: dict[str, Value] = {"title": "Mine"}
    first = run({"title": "A"}, ours, {"title": "B"})
    assert first.changes == {}
    assert [(kept.field, kept.page, kept.machine) for kept in first.kept] == [("title", "Mine", "B")]
    second = run(first.written.fields, ours, {"title": "B"})
    assert second.changes == {} and second.kept == ()


def test_a_value_that_a_person_deleted_stays_away() -> None:
    merged = run({"venue": "ACL"}, {}, {"venue": "EMNLP"})
    assert merged.changes == {}
    assert run(merged.written.fields, {}, {"venue": "EMNLP"}).changes == {}


def test_when_both_become_equal_the_machine_leads_again() -> None:
    kept = run({"title": "A"}, {"title": "B"}, {"title": "B"})
    assert kept.changes == {} and kept.kept == ()
    assert run(kept.written.fields, {"title": "B"}, {"title": "C"}).changes == {"title": "C"}


def test_a_page_written_by_hand_gets_what_it_lacks() -> None:
    merged = run({}, {"title": "Mine", "tags": ("x",)}, {"title": "A", "date": "2024", "tags": ("y",)})
    assert merged.changes == {"date": "2024", "tags": ("x", "y")}


def test_authors_are_one_value() -> None:
    merged = run({"authors": ("A", "B")}, {"authors": ("B", "A")}, {"authors": ("A", "B", "C")})
    assert merged.changes == {}
    assert merged.kept[0].field == "authors"


def test_tags_that_people_add_and_remove_stick() -> None:
    ours: dict[str, Value] = {"tags": ("a", "mine")}
    merged = run({"tags": ("a", "b")}, ours, {"tags": ("a", "b", "c")})
    assert merged.changes == {"tags": ("a", "c", "mine")}
    assert merged.written.removed == {"tags": ("b",)}


def test_a_removed_tag_stays_away_when_the_machine_had_dropped_it_too() -> None:
    once = run({"tags": ("a", "b")}, {"tags": ("a",)}, {"tags": ("a", "b")})
    dropped = run(once.written.fields, {"tags": ("a",)}, {"tags": ("a",)}, dict(once.written.removed))
    again = run(dropped.written.fields, {"tags": ("a",)}, {"tags": ("a", "b")}, dict(dropped.written.removed))
    assert again.changes == {}


def test_a_tag_that_the_machine_drops_goes_unless_a_person_wants_it() -> None:
    assert run({"tags": ("a", "b")}, {"tags": ("a", "b")}, {"tags": ("a",)}).changes == {"tags": ("a",)}
    wanted = run({"tags": ("a",)}, {"tags": ("a", "b")}, {"tags": ("a",)}, {"tags": ("b",)})
    assert wanted.changes == {} and wanted.written.removed == {}


def test_a_tag_of_a_person_stays_when_the_machine_said_it_in_between() -> None:
    first = run({"tags": ("a",)}, {"tags": ("a", "mine")}, {"tags": ("a", "mine")}).written
    last = run(first.fields, {"tags": ("a", "mine")}, {"tags": ("a",)}, added=dict(first.added))
    assert last.changes == {} and last.written.added == {"tags": ("mine",)}
    gone = run(first.fields, {"tags": ("a",)}, {"tags": ("a", "mine")}, added=dict(first.added))
    assert gone.changes == {} and gone.written.removed == {"tags": ("mine",)}


def test_a_tag_that_a_person_put_in_and_took_out_again_stays_out() -> None:
    first = run({"tags": ("a",)}, {"tags": ("a", "mine")}, {"tags": ("a",)}).written
    taken_out = run(first.fields, {"tags": ("a",)}, {"tags": ("a",)}, added=dict(first.added)).written
    last = run({"tags": ("a",)}, {"tags": ("a",)}, {"tags": ("a", "mine")}, dict(taken_out.removed))
    assert last.changes == {}


def test_a_tag_that_a_person_took_out_and_put_in_again_is_the_persons() -> None:
    taken_out = run({"tags": ("a", "b")}, {"tags": ("a",)}, {"tags": ("a", "b")}).written
    back = run(taken_out.fields, {"tags": ("a", "b")}, {"tags": ("a", "b")}, dict(taken_out.removed)).written
    last = run(back.fields, {"tags": ("a", "b")}, {"tags": ("a",)}, dict(back.removed), dict(back.added))
    assert last.changes == {}


def test_a_renamed_tag_is_the_same_tag() -> None:
    removed = run({"tags": ("a", "old-name")}, {"tags": ("a",)}, {"tags": ("a", "new-name")})
    assert removed.changes == {}
    followed = run({"tags": ("old-name",)}, {"tags": ("mine", "old-name")}, {"tags": ("new-name",)})
    assert followed.changes == {"tags": ("mine", "new-name")}


def test_members_of_a_link_kind_stick_one_by_one() -> None:
    merged = run(
        {"links.code": ("https://a", "https://b")},
        {"links.code": ("https://a", "https://mine")},
        {"links.code": ("https://a", "https://b", "https://c")},
    )
    assert merged.changes == {"links.code": ("https://a", "https://c", "https://mine")}


def test_an_abstract_follows_until_it_is_edited() -> None:
    base = Written(abstract=hash_of("Old text."))
    follows = merge(base, {}, "Old text.  \n", Theirs({}, "New text."), resolve)
    assert follows.abstract == "New text."
    stays = merge(base, {}, "Old text, mended.", Theirs({}, "New text."), resolve)
    assert stays.abstract is None
    assert [kept.field for kept in stays.kept] == ["abstract"]


names = st.sampled_from(["a", "b", "c", "d", "old-name", "new-name"])
sets = st.lists(names, max_size=4, unique_by=resolve).map(lambda names: tuple(sorted(names)))
values = st.one_of(st.none(), st.sampled_from(["x", "y", "z"]))


def fields(title: str | None, tags: tuple[str, ...]) -> dict[str, Value]:
    return {**({"title": title} if title else {}), **({"tags": tags} if tags else {})}


pages = st.builds(fields, values, sets)
machine = st.builds(fields, values, sets.filter(lambda names: "old-name" not in names))
"""What the machine says now is in today's names."""


@given(pages, pages, machine, sets)
def test_merging_again_changes_nothing(
    base: dict[str, Value], ours: dict[str, Value], theirs: dict[str, Value], removed: tuple[str, ...]
) -> None:
    once = run(base, ours, theirs, {"tags": removed} if removed else None)
    page = result(ours, once)
    written = once.written
    twice = run(written.fields, page, theirs, dict(written.removed), dict(written.added))
    assert twice.changes == {} and twice.kept == ()
    assert twice.written == once.written


@given(pages, pages, machine, sets)
def test_what_people_added_stays_and_what_they_removed_stays_away(
    base: dict[str, Value], ours: dict[str, Value], theirs: dict[str, Value], removed: tuple[str, ...]
) -> None:
    merged = run(base, ours, theirs, {"tags": removed} if removed else None)
    before, page = ({resolve(tag) for tag in value.get("tags", ())} for value in (ours, result(ours, merged)))
    written = {resolve(tag) for tag in base.get("tags", ())}
    assert before - written <= page
    assert not (written - before) & page


@given(pages, machine)
def test_an_untouched_page_is_what_the_machine_says(base: dict[str, Value], theirs: dict[str, Value]) -> None:
    assert result(base, run(base, base, theirs)) == theirs


@given(pages, pages, machine)
def test_a_value_that_a_person_wrote_or_deleted_stays_so(
    base: dict[str, Value], ours: dict[str, Value], theirs: dict[str, Value]
) -> None:
    if ours.get("title") != base.get("title"):
        assert result(ours, run(base, ours, theirs)).get("title") == ours.get("title")


@given(sets, sets, st.lists(sets.filter(lambda names: "old-name" not in names), max_size=4))
def test_over_many_digests_tags_are_those_of_the_machine_and_what_people_did_to_them(
    base: tuple[str, ...], ours: tuple[str, ...], digests: list[tuple[str, ...]]
) -> None:
    was, page = ({resolve(tag) for tag in tags} for tags in (base, ours))
    put_in, taken_out = page - was, was - page
    written, fields_now = Written(fields=fields(None, base)), fields(None, ours)
    for tags in digests:
        merged = merge(written, fields_now, "", Theirs(fields(None, tags), ""), resolve)
        written, fields_now = merged.written, result(fields_now, merged)
        now = {resolve(tag) for tag in fields_now.get("tags", ())}
        assert now == ({*tags} | put_in) - taken_out


texts = st.sampled_from(["", "One.", "Two."])


@given(texts, texts, texts)
def test_an_abstract_that_a_person_wrote_or_deleted_stays_so(base: str, ours: str, theirs: str) -> None:
    merged = merge(Written(abstract=hash_of(base)), {}, ours, Theirs({}, theirs), resolve)
    assert (ours if merged.abstract is None else merged.abstract) == (theirs if ours == base else ours)
