"""Issue forms: what an accepted one becomes, and what a hostile one does not."""

import json
from pathlib import Path

import msgspec
import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.curate.accept import corrected, suggested
from generator.curate.errors import CurationError
from generator.curate.form import FIELDS, LABELS, Correction, Suggestion, read_form
from generator.storage.reading import read_archive
from tests.ci.test_digest import Make
from tests.conftest import Run, tree
from tests.digests import ABSTRACT, PAGE, TITLE, api, item

FORMS = Path(__file__).resolve().parents[2] / ".github/ISSUE_TEMPLATE"


def filled(labels: tuple[str, ...], *answers: str) -> str:
    """An issue's body as GitHub writes it."""
    return "\n\n".join(
        f"### {label}\n\n{answer or '_No response_'}" for label, answer in zip(labels, answers, strict=True)
    )


def suggestion(**answers: str) -> str:
    given = {"address": "https://arxiv.org/abs/2603.01234v2", "title": TITLE, **answers}
    return filled(LABELS[Suggestion], *(given.get(field, "") for field in Suggestion._fields))


def correction(field: str, value: str, page: str = PAGE) -> str:
    return filled(LABELS[Correction], page, field, "", value)


@pytest.fixture
def event(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("event") / "event.json"


def issue(event: Path, body: object, number: object = 12) -> Path:
    opened = {"number": number, "created_at": "2026-11-23T23:59:59Z", "body": body}
    event.write_text(json.dumps({"action": "labeled", "issue": opened}))
    return event


# The forms and the program


@pytest.mark.parametrize(("name", "form"), [("suggest-a-paper", Suggestion), ("correct-a-paper", Correction)])
def test_the_forms_ask_for_what_the_program_reads(
    name: str, form: type[Suggestion] | type[Correction]
) -> None:
    asked = [part for part in yaml.safe_load((FORMS / f"{name}.yml").read_text())["body"] if "id" in part]
    assert tuple(part["attributes"]["label"] for part in asked) == LABELS[form]
    assert tuple(part["id"] for part in asked) == form._fields


def test_the_list_of_fields_is_the_one_that_can_be_corrected() -> None:
    body = yaml.safe_load((FORMS / "correct-a-paper.yml").read_text())["body"]
    [field] = [part for part in body if part.get("id") == "field"]
    assert tuple(field["attributes"]["options"]) == FIELDS


# Suggest a paper


def test_a_suggestion_becomes_a_page(root: Path, papershelf: Run, event: Path) -> None:
    body = suggestion(authors="- Ada Byron\n* Max Noether\n", date="2026-03-02", abstract=ABSTRACT)
    result = papershelf("form", "--event", issue(event, body), "--message", event.parent / "message")
    path = "docs/papers/2026-11/few-edits-can-make-large.md"
    assert (result.exit_code, result.stdout) == (0, f"new: {path}\n")
    assert (
        (root / path)
        .read_text()
        .startswith(
            f'---\ntitle: "{TITLE}"\nauthors:\n  - Ada Byron\n  - Max Noether\ndate: 2026-03-02\n'
            'ids:\n  arxiv: "2603.01234"\nlinks:\n  code: https://github.com/example/edits\ntags:\n'
        )
    )
    assert (event.parent / "message").read_text() == "Add a suggested paper\n\nCloses #12\n"
    assert papershelf("check", root / "docs/papers").exit_code == 0
    assert not (root / "digests").exists()


def test_a_digest_that_brings_the_paper_later_finds_the_page(
    root: Path, papershelf: Run, event: Path, day: Path
) -> None:
    papershelf("form", "--event", issue(event, suggestion(title="As Somebody Remembers It")))
    papershelf("add", api(day / "a.json", item()))
    [page] = (root / "docs/papers").rglob("*.md")
    text = page.read_text()
    assert 'title: "As Somebody Remembers It"' in text and "Max Noether" in text


def test_a_paper_that_is_there_is_not_made_twice(root: Path, papershelf: Run, event: Path, day: Path) -> None:
    papershelf("add", api(day / "a.json", item()))
    before = tree(root)
    result = papershelf("form", "--event", issue(event, suggestion(title="Another Name")))
    assert result.exit_code == 2 and tree(root) == before
    assert result.stderr == (
        f"The form cannot be carried out: The archive has it already: {PAGE}. Correct that page instead.\n"
    )


def test_a_paper_that_was_taken_down_stays_down(root: Path, papershelf: Run, event: Path, day: Path) -> None:
    papershelf("add", api(day / "a.json", item()))
    papershelf("remove", PAGE)
    result = papershelf("form", "--event", issue(event, suggestion()))
    assert result.exit_code == 2 and "people took it away" in result.stderr


@pytest.mark.parametrize(
    ("answers", "told"),
    [
        ({"address": "javascript:alert(1)"}, "'javascript:alert(1)' is not an address."),
        ({"address": "../../etc/passwd"}, "'../../etc/passwd' is not an address."),
        ({"title": " \n "}, "The suggestion has no title."),
        ({"date": "2026-02-30"}, "'2026-02-30' is not a date."),
        ({"date": "soon\n::error::x"}, "'soon\\n::error::x' is not a date."),
    ],
)
def test_what_is_wrong_with_a_suggestion_is_told(
    root: Path, papershelf: Run, event: Path, answers: dict[str, str], told: str
) -> None:
    before = tree(root)
    result = papershelf("form", "--event", issue(event, suggestion(**answers)))
    assert result.exit_code == 2 and result.stderr.startswith(f"The form cannot be carried out: {told}")
    assert result.stderr.count("\n") == 1 and tree(root) == before


# Correct a paper


@pytest.mark.parametrize(
    ("field", "typed", "line"),
    [
        ("title", "Few  Edits\nForget", 'title: "Few Edits Forget"'),
        ("authors", "- Ada Lovelace", "authors:\n  - Ada Lovelace\ndate:"),
        ("date", "2026-03", "date: 2026-03\n"),
        ("venue", "ACL 2026", "venue: ACL 2026\n"),
        ("links.code", "https://GitHub.com/a/b", "  code: https://github.com/a/b\n"),
        ("links.video", "https://a.example.org/1\nhttps://a.example.org/2", "  video:\n    - https://a"),
        ("ids.doi", "https://doi.org/10.1000/ABC", 'doi: "10.1000/abc"\n'),
        ("tags", "LLM agent\ncode generation", "\n  - code-generation\n---"),
        ("organization", "no", 'organization: "no"\n'),
        ("authors", "", '---\ntitle: "Few Edits Can Make Large Language Models Forget"\ndate:'),
    ],
)
def test_a_correction_changes_one_value(
    root: Path, papershelf: Run, event: Path, day: Path, field: str, typed: str, line: str
) -> None:
    papershelf("add", api(day / "a.json", item()))
    result = papershelf("form", "--event", issue(event, correction(field, typed)))
    assert (result.exit_code, result.stdout) == (0, f"changed: {PAGE}\n"), result.stderr
    assert line in (root / PAGE).read_text()
    assert papershelf("check", root / "docs/papers").exit_code == 0


def test_a_correction_is_a_persons_word(root: Path, papershelf: Run, event: Path, day: Path) -> None:
    papershelf("add", api(day / "a.json", item()))
    papershelf("form", "--event", issue(event, correction("title", "What It Is Called Now")))
    papershelf("add", api(day / "b.json", item(day="2026-03-09")))
    assert 'title: "What It Is Called Now"' in (root / PAGE).read_text()


def test_a_corrected_abstract_does_not_reach_into_the_notes(
    root: Path, papershelf: Run, event: Path, day: Path
) -> None:
    papershelf("add", api(day / "a.json", item()))
    page = root / PAGE
    page.write_text(page.read_text() + "\n## Notes\n\nMine.\n")
    body = correction(
        "abstract", "First.\n\n## Notes\n\nTheirs.\n\n<script>alert(1)</script>\n\n---\ntitle: x\n---"
    )
    assert papershelf("form", "--event", issue(event, body)).exit_code == 0
    archive = read_archive(root)
    [read] = archive.pages.values()
    assert read.notes == "## Notes\n\nMine.\n"
    assert read.paper.title == TITLE and "Theirs." in read.abstract
    assert papershelf("check", page).exit_code == 0


@pytest.mark.parametrize(
    "named",
    [
        "https://papershelf.github.io/papershelf/papers/2026-03/few-edits-can-make-large/",
        "docs/papers/2026-03/few-edits-can-make-large.md",
        "papers/2026-03/few-edits-can-make-large/#abstract",
    ],
)
def test_a_page_is_found_by_file_and_by_address(
    root: Path, papershelf: Run, event: Path, day: Path, named: str
) -> None:
    papershelf("add", api(day / "a.json", item()))
    assert papershelf("form", "--event", issue(event, correction("venue", "ACL", named))).exit_code == 0


@pytest.mark.parametrize(
    ("field", "value", "page", "told"),
    [
        ("title", "x", "../../../../etc/passwd", "names no page of a paper that can be read."),
        ("title", "x", "docs/papers/2026-03/../../../x.md", "names no page of a paper"),
        ("title", "x", "docs/tags/agents.md", "names no page of a paper"),
        ("title", "x", "docs/papers/2026-03/none.md", "names no page of a paper"),
        ("title", "x", "", "'' names no page of a paper"),
        ("template", "x", PAGE, "'template' cannot be corrected."),
        ("ids.__class__", "x", PAGE, "cannot be corrected."),
        ("title", "", PAGE, "The page would be wrong: The page has no title."),
        ("title", TITLE, PAGE, "says so already. Close the issue."),
        ("date", "1 March", PAGE, "'1 March' is not a date."),
        ("ids.arxiv", "../x", PAGE, "'../x' is not an id of arxiv. Write it as in 2401.07037."),
        ("links.code", "javascript:alert(1)", PAGE, "is not an address."),
        ("links.code", "https://a.example.org/x\nfile:///etc/passwd", PAGE, "'file:///etc/passwd' is not an"),
    ],
)
def test_what_is_wrong_with_a_correction_is_told(
    root: Path, papershelf: Run, event: Path, day: Path, field: str, value: str, page: str, told: str
) -> None:
    papershelf("add", api(day / "a.json", item()))
    before = tree(root)
    result = papershelf("form", "--event", issue(event, correction(field, value, page)))
    assert result.exit_code == 2 and told in result.stderr and tree(root) == before


# Hostile events


@pytest.mark.parametrize(
    "body", ["", None, "### Title\n\nx", "x" * 200_000, 7, ["### Page"], "### Page\n" * 9000]
)
def test_a_body_that_is_no_form_is_told(root: Path, papershelf: Run, event: Path, body: object) -> None:
    result = papershelf("form", "--event", issue(event, body))
    assert result.exit_code == 2 and result.stderr.count("\n") == 1


@pytest.mark.parametrize("text", ["", "[", "[" * 100_000, "{}", '{"issue": 7}', "\x00\xff"])
def test_an_event_that_is_none_is_told(root: Path, papershelf: Run, event: Path, text: str) -> None:
    event.write_text(text, encoding="latin-1")
    assert papershelf("form", "--event", event).exit_code == 2


@pytest.mark.parametrize("number", [0, -1, "12; echo owned", True, 1.5, None])
def test_a_number_that_is_none_is_told(root: Path, papershelf: Run, event: Path, number: object) -> None:
    assert papershelf("form", "--event", issue(event, suggestion(), number)).exit_code == 2


def test_an_answer_cannot_pass_for_another() -> None:
    form = read_form(suggestion(abstract="### Title\n\nMine\n\n### Abstract\n\nReal?"))
    assert isinstance(form, Suggestion)
    assert form.title == TITLE and form.abstract.startswith("### Title")


NASTY = st.one_of(
    st.text(max_size=200),
    st.sampled_from(
        [
            "a: b\n---\nevil: yes", "- x\n- y", "&a *a", "!!python/object:os.system", "'\"\\", "{{ 7*7 }}",
            "${{ secrets.X }}", "\u202e\u2066", "x\r\ny", "\x1b[31m", "..\\..\\x", "../../x", "CON", "---",
            "# h", "<img src=x onerror=alert(1)>", "$(touch x)`touch x`", "\u0085\u2028", "[" * 500,
        ]
    ),
)  # fmt: skip


@pytest.fixture(scope="module")
def archive_root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("archive")
    (root / "docs/papers/2026-03").mkdir(parents=True)
    (root / PAGE).write_text(
        f'---\ntitle: "{TITLE}"\ntags:\n  - agents\n---\n\n{ABSTRACT}\n\n## Notes\n\nMine.\n'
    )
    return root


@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(title=NASTY, authors=NASTY, abstract=NASTY)
def test_a_suggestion_writes_one_page_or_nothing(
    archive_root: Path, title: str, authors: str, abstract: str
) -> None:
    archive = read_archive(archive_root)
    form = Suggestion("https://arxiv.org/abs/2401.00001", title, authors, "", abstract)
    try:
        plan = suggested(archive, form, "2026-11-23")
    except CurationError:
        return
    [path] = plan.pages
    assert path.startswith("papers/2026-11/") and path.count("/") == 2 and ".." not in path
    assert not (plan.ledger or plan.records or plan.redirects)


@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(field=st.sampled_from(FIELDS), value=NASTY)
def test_a_correction_changes_its_field_or_nothing(archive_root: Path, field: str, value: str) -> None:
    archive = read_archive(archive_root)
    [before] = archive.pages.values()
    try:
        plan = corrected(archive, Correction(PAGE, field, "", value))
    except CurationError:
        return
    [(path, text)] = plan.pages.items()
    assert f"docs/{path}" == PAGE and text is not None
    (archive_root / PAGE).write_text(text)
    try:
        [after] = read_archive(archive_root).pages.values()
    finally:
        (archive_root / PAGE).write_text(before.text)
    same = msgspec.structs.asdict(before.paper) | {field.partition(".")[0]: None}
    assert msgspec.structs.asdict(after.paper) | {field.partition(".")[0]: None} == same
    assert after.notes == before.notes


# The whole way


def test_an_accepted_form_is_proposed_on_a_branch_of_its_number(
    clone: Make, tmp_path: Path, event: Path
) -> None:
    bot = clone("bot")
    issue(event, suggestion(title="$(touch owned); `touch owned` [skip ci] @all"))
    done = bot.tool("form", GITHUB_EVENT_PATH=str(event), GITHUB_ACTIONS="true")
    assert done.returncode == 0, done.stdout + done.stderr
    bot.git("fetch", "--quiet", "origin")
    assert bot.git("log", "-1", "--format=%B", "origin/form/12") == "Add a suggested paper\n\nCloses #12"
    assert bot.git("diff", "--name-only", "origin/main", "origin/form/12").startswith("docs/papers/2026-11/")
    assert "--head|form/12|--title|Add a suggested paper|" in (tmp_path / "gh").read_text()
    assert (tmp_path / "gh.body").read_text() == "Closes #12\n"
    assert not list(tmp_path.rglob("owned"))


def test_a_form_that_the_check_does_not_like_is_not_proposed(
    clone: Make, tmp_path: Path, event: Path
) -> None:
    bot = clone("bot")
    issue(event, suggestion(date="2199-01-01"))
    done = bot.tool("form", GITHUB_EVENT_PATH=str(event))
    assert done.returncode == 1 and "2199-01-01 is in the future" in done.stdout
    assert not (tmp_path / "gh").exists()
    assert "form/12" not in bot.git("ls-remote", "origin")
