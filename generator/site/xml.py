"""Text as it may stand in XML: escaped, and without the characters that no XML document can hold."""

import re
from xml.sax.saxutils import escape

_NO_CHARACTER = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What ``Char`` does not match (XML 1.0, section 2.2), which no escape makes well-formed; and the carriage
return, which no parser gives back."""


def legal(text: str) -> str:
    """The text without the characters that XML forbids.

    >>> legal("form\\x0cfeed \\ufffe")
    'formfeed '
    """
    return _NO_CHARACTER.sub("", text)


def xml(text: str) -> str:
    """The text as the content of an element, or as an attribute's value between double quotes.

    >>> xml('a < "b" ]]> c')
    'a &lt; &quot;b&quot; ]]&gt; c'
    """
    return escape(legal(text), {'"': "&quot;"})
