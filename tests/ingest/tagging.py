"""People and machine tag and link: few things, that meet often."""

from hypothesis import strategies as st
from hypothesis.stateful import rule

from generator.curate import undo
from generator.curate.rename_tag import rename_tag
from generator.model.fields import fields_of
from generator.model.ledger import Written
from generator.text.edit import change
from tests.ingest.arrivals import CODE
from tests.ingest.running import Running
from tests.ingest.witness import SETS, VALUES, members

which = st.integers(0, 4)
"""A page, or a record, by its place in the list."""


class Tagging(Running):
    """Members of sets come and go, topics get other names."""

    @rule(place=which, member=st.sampled_from([*CODE, "mine", "birds", "fish"]))
    def somebody_adds_or_removes_a_member(self, place: int, member: str) -> None:
        if page := self.page(place):
            field = "links.code" if member.startswith("https") else "tags"
            resolve = self.resolve()
            ours = members(fields_of(page.paper).get(field))
            found = [one for one in ours if resolve(one) == resolve(member)]
            new = [one for one in ours if one not in found] if found else [*ours, member]
            root, _, key = field.partition(".")
            self.save(
                page.path,
                change(page.text, {root: ({key: list(new)} if key else list(new)) if new else None}),
            )
            memory, written = self.mark(page), self.archive().ledger.get(page.path, Written())
            known = memory.added.get(field, set()) | memory.removed.get(field, set())
            spellings = {one for one in known if resolve(one) == resolve(member)}
            memory.toggle(field, {*found, resolve(member), *spellings}, put_in=not found)
            memory.forget_unseen(field, written, resolve)

    @rule(place=which, field=st.sampled_from([*VALUES, *SETS, "abstract"]))
    def a_field_is_released(self, place: int, field: str) -> None:
        if (page := self.page(place)) and self.machine(
            lambda archive: undo.release(archive, page.path, field)
        ):
            self.mark(page).release(field)

    @rule(old=st.sampled_from(["birds", "fish", "wings"]), new=st.sampled_from(["feathers", "gills"]))
    def a_topic_is_renamed(self, old: str, new: str) -> None:
        texts = {
            path.removeprefix("docs/"): text
            for path, text in self.files.items()
            if path.startswith("docs/tags/")
        }
        self.machine(lambda archive: rename_tag(archive, texts, old, new), {f"tags/{old}.md"})
