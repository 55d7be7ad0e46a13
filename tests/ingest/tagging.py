"""People and machine tag and link: few things, that meet often."""

from hypothesis import strategies as st
from hypothesis.stateful import rule

from generator.curate import undo
from generator.curate.rename_tag import rename_tag
from generator.model.fields import fields_of
from generator.text.edit import change
from tests.ingest.arrivals import CODE
from tests.ingest.running import Running
from tests.ingest.witness import SETS, VALUES, Before

which = st.integers(0, 4)
"""A page, or a record, by its place in the list."""


class Tagging(Running):
    """Members of sets come and go, topics get other names."""

    @rule(place=which, member=st.sampled_from([*CODE, "mine", "birds", "fish"]))
    def somebody_adds_or_removes_a_member(self, place: int, member: str) -> None:
        if page := self.page(place):
            field = "links.code" if member.startswith("https") else "tags"
            resolve = self.resolve()
            ours = list(fields_of(page.paper).get(field, ()))
            others = [one for one in ours if resolve(one) != resolve(member)]
            new = others if len(others) < len(ours) else [*ours, member]
            root, _, key = field.partition(".")
            self.save(page.path, change(page.text, {root: ({key: new} if key else new) if new else None}))

    @rule(place=which, field=st.sampled_from([*VALUES, *SETS]))
    def a_field_is_released(self, place: int, field: str) -> None:
        def told(before: dict[str, Before]) -> None:
            before[page.path].hands.release(field)
            self.memory[page.path].release(field)

        if page := self.page(place):
            self.machine(lambda archive: undo.release(archive, page.path, field), told=told)

    @rule(old=st.sampled_from(["birds", "fish", "wings"]), new=st.sampled_from(["feathers", "gills"]))
    def a_topic_is_renamed(self, old: str, new: str) -> None:
        texts = {
            path.removeprefix("docs/"): text
            for path, text in self.files.items()
            if path.startswith("docs/tags/")
        }
        self.machine(lambda archive: rename_tag(archive, texts, old, new), {f"tags/{old}.md"})
