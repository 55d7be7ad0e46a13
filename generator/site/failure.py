"""Why a site could not be made, in a line."""

from mkdocs.exceptions import PluginError

from generator.storage.lock import LockedError
from generator.storage.refusal import refusal
from generator.storage.writing import OvertakenError


def failure(error: OSError, file: str = "site") -> PluginError:
    """What a disk, another build, or an edit meanwhile did to this one; *file* is for one without name."""
    if isinstance(error, OvertakenError):
        return PluginError(f"{error.filename} changed while the site was built. Build again.")
    if isinstance(error, LockedError):
        return PluginError(f"{error.strerror}. Wait for it to end, and build again.")
    named, reason, remedy = refusal(error, file)
    return PluginError(f"{named}:1: The site cannot be written: {reason}. {remedy}, and build again.")
