"""What is no mistake, but worth a look."""

from collections.abc import Iterator

from generator.check.subject import Finding, Sheet, Standards, Subject


def line_ends(sheet: Sheet, _: Standards) -> Iterator[Finding]:
    """A page has plain line ends and no byte order mark."""
    if sheet.text.startswith("\ufeff"):
        yield Finding(sheet.path, 1, 1, "The file begins with a byte order mark.", "Run papershelf fmt.")
    carriage = sheet.text.find("\r")
    if carriage >= 0:
        line = sheet.text.count("\n", 0, carriage) + 1
        column = carriage - sheet.text.rfind("\n", 0, carriage)
        yield Finding(sheet.path, line, column, "A line ends as on Windows.", "Run papershelf fmt.")


def untagged(sheet: Sheet, _: Standards) -> Iterator[Finding]:
    """A paper has a tag."""
    if sheet.is_readable and not any(tag for _, tag in sheet.members("tags")):
        yield sheet.finding(("tags",), "The paper has no tag.", "Add what it is about below tags:.")


def unlisted(subject: Subject) -> Iterator[Finding]:
    """A page is known to a digest."""
    digests = (record for record in subject.records.values() if record.kind == "digest")
    listed = {item.page for record in digests for item in record.entries}
    for path in (*subject.archive.pages, *subject.archive.broken):
        if path not in listed:
            message = "No digest knows this page."
            yield Finding(f"docs/{path}", 1, 1, message, "There is nothing to do if a person wrote it.")


def deleted(subject: Subject) -> Iterator[Finding]:
    """The page of an entry is still there."""
    pages = {*subject.archive.pages, *subject.archive.broken}
    for path, record in subject.records.items():
        for number, item in enumerate(record.entries):
            if item.page is not None and item.page not in pages and item.page in subject.written:
                message = f"The page {item.page} is gone."
                remedy = "There is nothing to do: deleted, it stays deleted; moved, the next digest finds it."
                line = subject.first_entries[path] + number
                yield Finding(path, line, 1, message, remedy, (f"docs/{item.page}",))
