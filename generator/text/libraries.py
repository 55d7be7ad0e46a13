"""What texts are read with besides this program: with other versions something else may be made of them."""

import platform
from importlib.metadata import version

_CALLED = (
    "latex2mathml", "markdown-it-py", "msgspec", "nh3", "python-slugify", "pyyaml", "text-unidecode",
)  # fmt: skip


def versions(*others: str) -> list[str]:
    """Python, the libraries that this folder and its models call, and others, each with its version."""
    return [
        f"python {platform.python_version()}",
        *(f"{name} {version(name)}" for name in (*_CALLED, *others)),
    ]
