"""An item of Hugging Face's daily list, as the API and the page's ``data-props`` both hold it.

The field names are the API's own. Fields were born over time, so that all but the paper and its title
may be missing. Title and abstract stand twice; the outer title is the better kept one, while the outer
``publishedAt`` changed its meaning in early 2025, so that dates are taken from inside.
"""

from typing import Annotated, Any, NamedTuple

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError
from pydantic.alias_generators import to_camel
from pydantic_core import ErrorDetails

from generator.model import ids
from generator.model.dates import check_date
from generator.model.digest import Entry

SUMMARY_BY = "Hugging Face (machine)"


class Reported(NamedTuple):
    """An entry, the day on whose list it stood, and what had to be left out of it."""

    entry: Entry
    listed: str | None
    notes: tuple[str, ...]


def _web_address(text: str) -> str:
    text = text.strip()
    if text and (not text.startswith(("https://", "http://")) or len(text.split()) > 1):
        raise ValueError("is no web address")
    return text


def _day(text: str) -> str:
    try:
        return check_date(text[:10])
    except ValueError:
        raise ValueError("is no date") from None


Day = Annotated[str, AfterValidator(_day)]
Address = Annotated[str, AfterValidator(_web_address)]
Count = Annotated[int, Field(ge=0, lt=10**9)]


class _Part(BaseModel):
    model_config = ConfigDict(strict=True, extra="ignore", alias_generator=to_camel)


class _Name(_Part):
    """A user, an author or an organisation: what of the name is there."""

    fullname: str | None = None
    name: str | None = None
    user: Any = None
    hidden: bool = False

    def __str__(self) -> str:
        return self.fullname or self.name or (self.user if isinstance(self.user, str) else "")


class _Paper(_Part):
    id: str | None = None
    title: str | None = None
    summary: str | None = None
    authors: list[_Name] | None = None
    published_at: Day | None = None
    submitted_on_daily_at: Day | None = None
    submitted_on_daily_by: _Name | None = None
    upvotes: Count | None = None
    organization: _Name | None = None
    github_repo: Address | None = None
    project_page: Address | None = None
    ai_summary: str | None = Field(None, alias="ai_summary")
    ai_keywords: list[str] | None = Field(None, alias="ai_keywords")
    media_urls: list[Address] | None = None


class _Item(_Part):
    paper: _Paper
    title: str | None = None
    summary: str | None = None
    num_comments: Count | None = None
    submitted_by: _Name | None = None
    organization: _Name | None = None
    media_urls: list[Address] | None = None
    media_url: Address | None = None


def read_item(value: Any, line: int) -> Reported:
    """The entry for an item; ValueError says why there is none."""
    if not isinstance(value, dict) or not isinstance(value.get("paper"), dict):
        raise ValueError("it is no object with a paper in it")  # noqa: TRY004 - outside's fault, not ours
    if "title" not in value and "title" not in value["paper"]:
        raise ValueError("it has no title")
    item, notes = _validated(value)
    title = _one_line(item.title) or _one_line(item.paper.title)
    if not title:
        raise ValueError("; ".join(["it has no title", *notes]))
    number = ids.normalise("arxiv", item.paper.id or "")
    if number is None:
        notes.append("its id is none of arXiv")
    entry = _entry(item, line, title, {"arxiv": number} if number else {})
    return Reported(entry, item.paper.submitted_on_daily_at, tuple(notes))


def _entry(item: _Item, line: int, title: str, numbers: dict[str, str]) -> Entry:
    paper = item.paper
    media = [*(paper.media_urls or ()), *(item.media_urls or ()), item.media_url or ""]
    return Entry(
        line=line,
        title=title,
        abstract=paper.summary or item.summary or "",
        authors=tuple(str(author) for author in paper.authors or () if str(author) and not author.hidden),
        date=paper.published_at,
        ids=numbers,
        organization=_said(paper.organization or item.organization),
        links=_links(code=paper.github_repo, project=paper.project_page),
        keywords=tuple(paper.ai_keywords or ()),
        summary=paper.ai_summary or None,
        summary_by=SUMMARY_BY if paper.ai_summary else None,
        votes=paper.upvotes,
        comments=item.num_comments,
        submitter=_said(paper.submitted_on_daily_by) or _said(item.submitted_by),
        media=tuple(dict.fromkeys(address for address in media if address)),
    )


def _validated(value: dict[str, Any]) -> tuple[_Item, list[str]]:
    """The item without the fields that are not what they should be, and a note on each of them."""
    try:
        return _Item.model_validate(value), []
    except ValidationError as error:
        faults = error.errors(include_url=False, include_input=False)
    value = {**value, "paper": dict(value["paper"])}
    notes = {}
    for fault in faults:
        inside = fault["loc"][0] == "paper"
        name = str(fault["loc"][1] if inside else fault["loc"][0])
        (value["paper"] if inside else value).pop(name, None)
        notes[name] = f"{name} is left out, since it {_wrong(fault)}"
    return _Item.model_validate(value), list(notes.values())


def _wrong(fault: ErrorDetails) -> str:
    return (
        fault["msg"].removeprefix("Value error, ") if fault["type"] == "value_error" else "has the wrong type"
    )


def _links(**addresses: str | None) -> dict[str, tuple[str, ...]]:
    return {kind: (address,) for kind, address in addresses.items() if address}


def _said(name: _Name | None) -> str | None:
    return (str(name) or None) if name else None


def _one_line(text: str | None) -> str:
    return " ".join((text or "").split())
