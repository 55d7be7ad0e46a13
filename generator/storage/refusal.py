"""What the disk refused: which file, why, and what to do."""

import errno
from typing import NamedTuple

_IN_ITS_PLACE = "Move away what stands there in its place"
_REMEDIES = {
    errno.ENOSPC: "Make room on the disk",
    errno.EDQUOT: "Make room on the disk",
    errno.EROFS: "Make the disk writable",
    errno.EACCES: "Mend the rights of the file and its folder",
    errno.EPERM: "Mend the rights of the file and its folder",
    errno.EISDIR: _IN_ITS_PLACE,
    errno.EEXIST: _IN_ITS_PLACE,
    errno.ENOTDIR: _IN_ITS_PLACE,
}


class Refusal(NamedTuple):
    """The parts of a message; none ends in a full stop."""

    file: str
    reason: str
    remedy: str


def refusal(error: OSError, file: str) -> Refusal:
    """What an error says; *file* is told where it names none. Of two names the second is what is written."""
    named = error.filename2 or error.filename
    return Refusal(
        str(named or file),
        error.strerror or type(error).__name__,
        _REMEDIES.get(error.errno or 0, "Mend that"),
    )
