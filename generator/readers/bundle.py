"""A zip of digests, member by member: what it says of sizes is not believed, and no name becomes a path."""

import stat
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import NamedTuple

from generator.readers.reader import MEBIBYTE, UnreadableError

MEMBERS = 2000
MEMBER = 256 * MEBIBYTE
TOTAL = 1024 * MEBIBYTE

_SIGN = b"PK\x03\x04"
_EMPTY = b"PK\x05\x06"
_LISTED = b"PK\x01\x02"
_UNPACK = "Unpack it and add what is in it."
_FAULTS = (
    zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError, NotImplementedError,
    OverflowError, IndexError,
)  # fmt: skip


class Member(NamedTuple):
    """A file in a zip: its name, for people only, and its bytes, or why it has none."""

    name: str
    data: bytes = b""
    fault: UnreadableError | None = None


def is_zip(data: bytes) -> bool:
    """Whether a file is a zip, by its first bytes."""
    return data.startswith((_SIGN, _EMPTY))


def members(data: bytes) -> Iterator[Member]:
    """The files of a zip by name, without those that file managers add. Raises UnreadableError."""
    if data.count(_LISTED) > 2 * MEMBERS:
        raise UnreadableError(1, f"The archive holds more than {MEMBERS} files.", _UNPACK)
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            infos = [info for info in archive.infolist() if not _is_furniture(info.filename)]
            if not infos or len(infos) > MEMBERS:
                said = f"holds more than {MEMBERS} files" if infos else "is empty"
                raise UnreadableError(1, f"The archive {said}.", _UNPACK)
            yield from _read(archive, sorted(infos, key=lambda info: info.filename))
    except _FAULTS as error:
        raise UnreadableError(1, "The archive is damaged.", "Fetch it again.") from error


def _read(archive: zipfile.ZipFile, infos: list[zipfile.ZipInfo]) -> Iterator[Member]:
    left = TOTAL
    for info in infos:
        name = info.filename.replace("\\", "/")[:300]
        most = min(MEMBER, left)
        if stat.S_ISLNK(info.external_attr >> 16):
            yield Member(name, fault=UnreadableError(1, "This is a link, not a file.", _UNPACK))
            continue
        try:
            with archive.open(info) as file:
                data = file.read(most + 1)
        except _FAULTS as error:
            yield Member(name, fault=_fault(info, error))
            continue
        left -= min(len(data), most)
        too_large = UnreadableError(1, f"It holds more than {most // MEBIBYTE} MiB.", _UNPACK)
        yield Member(name, fault=too_large) if len(data) > most else Member(name, data)


def _fault(info: zipfile.ZipInfo, error: Exception) -> UnreadableError:
    if info.flag_bits & 1:
        return UnreadableError(1, "It is encrypted.", _UNPACK)
    if isinstance(error, NotImplementedError):
        return UnreadableError(1, "It is packed in a way that is not known here.", _UNPACK)
    return UnreadableError(1, "It is damaged inside the archive.", "Fetch the archive again.")


def _is_furniture(name: str) -> bool:
    """Folders, hidden files and what macOS adds."""
    parts = name.replace("\\", "/").split("/")
    return not parts[-1] or any(part == "__MACOSX" or part.startswith(".") for part in parts if part != "..")
