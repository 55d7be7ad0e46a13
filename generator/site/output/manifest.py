"""What a build left in a folder: for each file what it was made of, and how the file looked then.

A manifest that is damaged, or of another program's making, says nothing. That of the twin tells only in what
it differs from the site, since the two have nearly all in common.
"""

import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

from msgspec import DecodeError
from msgspec.json import decode, encode

from generator.site.output.files import Files
from generator.storage.files import naming

_FORM = b"papershelf site 7"
_PIECE = 5_000
"""Entries of a mapping that stand on one line: all those of a large site would take their memory twice."""


class Manifest(NamedTuple):
    """What a build left in the folder of a site."""

    number: int = 0
    """Of the folder (its inode)."""
    checked: int = 0
    """As of when it is known what all folders below it hold, by the clock of the disk, in nanoseconds; 0
    where that is not known."""
    note: Mapping[str, Any] = {}
    """What its build noted for the next one, by names."""
    files: Files = Files()
    seal: str = ""
    """A hash of all this."""


def read(file: Path) -> Manifest:
    """The manifest of a site; one that says nothing if it is unsound."""
    seal, told = _opened(file, "number", "checked", "files")
    if not told:
        return Manifest()
    number, checked, files = told.pop("number"), told.pop("checked"), Files(told.pop("files"))
    return Manifest(number, checked, files=files, note=told, seal=seal)


def write(file: Path, told: Manifest) -> Manifest:
    """Write the manifest of a site whole, and seal it. Raises OSError."""
    own = {"number": told.number, "checked": told.checked, "files": told.files}
    return told._replace(seal=_write(file, {**told.note, **own}))


def read_twin(file: Path, site: Manifest) -> Manifest | None:
    """What is in the twin of a site; None where nothing is said of it, or beside another site."""
    _, told = _opened(file, "site", "number", "checked", "others", "gone")
    if not told or told["site"] != site.seal:
        return None
    return Manifest(told["number"], told["checked"], files=site.files.changed(told["others"], told["gone"]))


def write_twin(file: Path, site: Manifest, twin: Manifest) -> None:
    """Write what is in the twin of a site. Raises OSError."""
    own = {"site": site.seal, "number": twin.number, "checked": twin.checked}
    others, gone = twin.files.beside(site.files), site.files.without(twin.files)
    _write(file, {**own, "others": others, "gone": gone})


def _opened(file: Path, *names: str) -> tuple[str, dict[str, Any]]:
    """The seal of a file of ours, and what it says, by names, these among them; nothing if it is unsound."""
    told: dict[str, Any] = {}
    seal = hashlib.sha256(_FORM)
    try:
        with file.open("rb") as lines:
            for line in lines:
                if line == seal.hexdigest().encode():
                    return (seal.hexdigest(), told) if told.keys() >= set(names) else ("", {})
                seal.update(line)
                name, value = _told(line)
                if name in told:
                    told[name].update(value)
                else:
                    told[name] = value
    except (OSError, ValueError, RecursionError, TypeError, AttributeError):
        pass
    return "", {}


def _write(file: Path, told: Mapping[str, object]) -> str:
    """Write a line for each of these, of a large mapping several; and the seal, which tells whether all
    before it is as it was written."""
    seal = hashlib.sha256(_FORM)
    new = file.with_name(f"{file.name}.new")
    with naming(file):
        with new.open("wb") as opened:
            for line in map(_line, _pieces(told)):
                seal.update(line)
                opened.write(line)
            opened.write(seal.hexdigest().encode())
        os.replace(new, file)
    return seal.hexdigest()


def _pieces(told: Mapping[str, object]) -> Iterator[tuple[str, object]]:
    """Names with what is told under them, a mapping piece by piece."""
    for name, value in told.items():
        if isinstance(value, Mapping) and len(value) > _PIECE:
            entries = iter(value.items())
            while piece := dict(islice(entries, _PIECE)):
                yield name, piece
        else:
            yield name, value


def _line(told: tuple[str, object]) -> bytes:
    try:
        return encode(told) + b"\n"
    except UnicodeEncodeError:  # files that other plugins and themes bring may have names that are no UTF-8
        return json.dumps(told).encode() + b"\n"


def _told(line: bytes) -> Any:
    """What a line says. Raises ValueError and RecursionError."""
    try:
        return decode(line)
    except DecodeError:
        return json.loads(line)
