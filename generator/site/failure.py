"""Why a site could not be made, in a line."""

from mkdocs.exceptions import PluginError

from generator.storage.writing import OvertakenError


def failure(error: OSError) -> PluginError:
    """What a disk, or somebody who edits meanwhile, did to a build."""
    if isinstance(error, OvertakenError):
        return PluginError(f"{error.filename} changed while the site was built. Build again.")
    return PluginError(f"The site cannot be written: {error.strerror} ({error.filename}).")
