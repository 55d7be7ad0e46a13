"""Pages that people write by hand: Markdown as MkDocs and Material know it, without power over the site."""

from collections.abc import Mapping
from typing import Any

import nh3

from generator.text.markdown import is_local_image

_ADMITTED = (
    "a abbr blockquote br caption cite code dd del details div dl dt em figcaption figure h1 h2 h3 h4 h5 h6"
    " hr img ins kbd li mark ol p pre s samp small span strong sub summary sup table tbody td tfoot th thead"
    " tr ul var"
)
_SANITISER = nh3.Cleaner(
    tags=set(_ADMITTED.split()),
    clean_content_tags={"script", "style"},
    attributes={
        "*": {"class", "id", "title", "lang", "dir"},
        "a": {"href"},
        "details": {"open"},
        "img": {"src", "alt", "width", "height"},
        "ol": {"start"},
        "td": {"align", "colspan", "rowspan"},
        "th": {"align", "colspan", "rowspan"},
    },
    attribute_filter=lambda tag, name, value: None if name == "src" and not is_local_image(value) else value,
    url_schemes={"http", "https", "mailto"},
    link_rel=None,
)


def sanitised(html: str) -> str:
    """What a page of running text may contain: no script, style, form, frame, refresh or foreign image."""
    return _SANITISER.clean(html)


def harmless(meta: Mapping[str, Any]) -> dict[str, str]:
    """Of a page's front matter what the site shows: title and description, as text.

    MkDocs and Material obey other keys (``template``, ``hide``), and a wrong one stops the whole build.
    """
    return {key: str(meta[key]) for key in ("title", "description") if key in meta}
