"""Rules for records and ledgers, which the machine alone writes: they agree with the pages and each other."""

import json
import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from generator.check.subject import Finding, Log, Subject
from generator.model.archive import ledger_of
from generator.model.dates import check_date
from generator.model.ledger import Written
from generator.model.listing import Listed
from generator.storage.logs import encode_ledger, encode_record
from generator.text.page import shown

RESTORE = "Restore it from git; only papershelf writes here."
_AGAIN = "Restore digests/ from git, or add the digest again."
_PAGE = re.compile(r"papers/\d{4}(?:-\d{2})?/[^/\\\x00-\x1f]+\.md")
_CONFLICT = re.compile(r"^<{7}[ \r\n]", re.MULTILINE)


def log_conflict(log: Log) -> Iterator[Finding]:
    """No record and no ledger holds the lines that git leaves where two versions were not reconciled."""
    text = log.text
    if match := _CONFLICT.search(text):
        line = text.count("\n", 0, match.start()) + 1
        message = "Two versions of the machine's log were not reconciled."
        remedy = "Take the version of the main branch, and add the digest of the other one again."
        yield Finding(log.path, line, 1, message, remedy)


def record_by_hand(log: Log) -> Iterator[Finding]:
    """A record is as the machine writes it, under its own name."""
    if record := log.record():
        if log.name != record.name:
            message = f"This is the record of {record.name}."
            yield Finding(log.path, 1, 1, message, f"Name it {record.name}.json.")
        yield from _by_hand(log, encode_record(record))


def digest_day(subject: Subject) -> Iterator[Finding]:
    """A digest is of a day that the calendar knows and that has come."""
    for path, record in subject.records.items():
        try:
            is_to_come = check_date(record.date) > subject.today.isoformat()[: len(record.date)]
        except ValueError:
            yield Finding(path, 5, 1, f"{shown(record.date)} is not a date.", RESTORE)
        else:
            if is_to_come:
                message = f"The day of this digest, {record.date}, is in the future."
                remedy = "Take the digest back with papershelf drop, and add it with --date."
                yield Finding(path, 5, 1, message, remedy)


def ledger_by_hand(log: Log) -> Iterator[Finding]:
    """A ledger is as the machine writes it."""
    if ledger := log.ledger():
        yield from _by_hand(log, encode_ledger(ledger.pages))


def _by_hand(log: Log, expected: str) -> Iterator[Finding]:
    text = log.text
    if text != expected:
        pairs = zip(text.split("\n"), expected.split("\n"), strict=False)
        line = next((number for number, (ours, its) in enumerate(pairs, 1) if ours != its), 1)
        yield Finding(log.path, line, 1, "This file was changed by hand.", RESTORE)


def ledger_month(log: Log) -> Iterator[Finding]:
    """A ledger speaks of the pages of its own month, and of pages that can be."""
    ledger = log.ledger()
    for page in ledger.pages if ledger else ():
        if not _PAGE.fullmatch(page):
            yield _at(log.path, log.text, page, f"{shown(page)} cannot be the path of a page.", RESTORE)
        elif ledger_of(page) != PurePosixPath(log.path).stem:
            yield _at(log.path, log.text, page, f"The page {page} is not of this month.", RESTORE)


def ledger_digests(subject: Subject) -> Iterator[Finding]:
    """Every digest that the ledger names for a page has an entry for it."""
    records = subject.records.values()
    entries = {(record.name, item.page) for record in records for item in record.entries}
    for path, ledger in subject.ledgers.items():
        for page, written in ledger.pages.items():
            for name in written.digests:
                if (name, page) not in entries and not _is_damaged(subject, f"digests/{name}.json"):
                    message = f"The digest {shown(name)} has no entry for {page}."
                    yield _at(path, subject.log(path).text, page, message, _AGAIN)


def entry_page(subject: Subject) -> Iterator[Finding]:
    """Every entry of a record became a page that exists or that the ledger remembers, or says why not."""
    written = subject.written
    for path, record in subject.records.items():
        for number, item in enumerate(record.entries):
            if problem := _fault(subject, item, record.name, written.get(item.page or "")):
                yield Finding(path, subject.first_entries[path] + number, 1, problem, _AGAIN)


def _fault(subject: Subject, item: Listed, name: str, written: Written | None) -> str | None:
    if item.outcome == "rejected":
        return None if item.page is None else f"A rejected entry has the page {shown(item.page)}."
    if item.page is None:
        return "The entry has no page, and no reason for it."
    if not _PAGE.fullmatch(item.page):
        return f"{shown(item.page)} cannot be the path of a page."
    ledger = f"digests/ledger/{ledger_of(item.page)}.json"
    if _is_damaged(subject, ledger):
        return None
    if written is None:
        return f"The page {item.page} is not in the ledger."
    if item.outcome == "page" and name not in written.digests:
        return f"The ledger does not know that {item.page} is in this digest."
    return None


def _is_damaged(subject: Subject, path: str) -> bool:
    """Whether a log is there and cannot be read, which is told by itself."""
    return path in subject.files and path not in subject.records and path not in subject.ledgers


def _at(path: str, text: str, page: str, message: str, remedy: str) -> Finding:
    position = text.find(json.dumps(page, ensure_ascii=False))
    return Finding(path, text.count("\n", 0, max(position, 0)) + 1, 1, message, remedy)
