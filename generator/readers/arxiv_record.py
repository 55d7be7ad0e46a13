"""What the records of arXiv have in common: abstracts with indented paragraphs, and what authors remark."""

import re

from generator.readers.addresses import in_text

_SHORT = (
    "Phys|Rev|Lett|Proc|Conf|Int|J|Trans|Astron|Astrophys|Math|Comput|Sci|Mach|Learn|Nucl|Mon|Not|R|Soc|Adv|Ann"
    "|Appl|Eng|Nat|Commun|Res|Symp|Am|Assoc|Ling|Stat|Intell|Technol"
)
"""Words that a full stop shortens, where others end with one."""
_WORDS = rf"(?:\b(?:{_SHORT})\.(?=\s[A-Z])|[^,;:.()\n])"
_ACCEPTED = re.compile(
    r"\b(?:accept(?:ed)?|appears?|published|presented|to\s+appear|camera[- ]ready)\b(?:\s+and\s+presented)?"
    r"(?:\s+(?:for|as)\s+(?:an?\s+)?(?:publication|presentation|oral|poster|spotlight|full\s+paper|long\s+paper)"
    r"(?:\s+\([^()]{1,60}\))?)?"
    r"(?:\s+to\s+(?:be\s+(?:published|presented)|appear))?"
    r"(?:\s+(?:at|by|in|to|for|on):?|\s+version\s?:)\s+(?:the\s+)?"
    rf"(?P<venue>(?=[A-Z0-9'’]){_WORDS}{{2,120}})",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    rf"(?:^|[.;,]\s)(?P<venue>[A-Z]{_WORDS}{{1,60}}?)\s+accepted\s*(?=[.;,]|$)"
    r"|^(?P<first>(?-i:[A-Z])[A-Za-z& ]{2,60}),\s+accepted\s*(?=[.;,]|$)",
    re.IGNORECASE,
)
_ALONE = re.compile(r"(?:^|[.;,]\s*)(?P<venue>[A-Z][A-Za-z-]{2,15}[ '’]?20\d\d)(?=\s*(?:[.;,(]|$))")
_DANGLING = re.compile(r" (?:(?:a|an|and|as|at|by|for|in|of|on|the|to|with)|in round \d)$", re.IGNORECASE)
_SERIES = re.compile(
    r"(?>.*?\b(?:conference|workshop|symposium|journal|transactions|letters)\b).*\s(?:of|on|for|in)\s",
    re.IGNORECASE,
)
"""What is named after its subjects, of which the last two may follow a comma."""
_SUBJECTS = re.compile(r",\s[A-Z][\w-]+,?\sand\s[A-Z][\w-]+")
_NAME = re.compile(r"[A-Z]")
_NO_VENUE = re.compile(
    r"(?:publication|presentation|appear|arxiv|round|v\d|version|january|february|march|april|may|june|july"
    r"|august|september|october|november|december|final|revised|spotlights?|orals?|posters?|\d+\s*pages?"
    r"|[a-z ]*(?:version|paper|pages|figures?|preprint|manuscript|report|abstract)$)\b",
    re.IGNORECASE,
)
_LONGEST = 2000
_WITHDRAWN = re.compile(
    r"(?:(?:this|the) (?:arxiv )?(?:paper|article|manuscript|submission|preprint|work|version|report|note)"
    r" (?:has been|have been|was|is|is being) (?:temporarily )?|^\W*(?:paper |article |submission )?)"
    r"(?:withdrawn|retracted)\b(?! from (?!arxiv))",
    re.IGNORECASE,
)
_ABSTRACT_OF_WITHDRAWN = 300
"""Characters of an abstract that says nothing else; a longer one may speak of other papers."""


def venue(comment: str, reference: str = "") -> str | None:
    """Where a paper was published, or accepted; None where neither is said in so many words.

    >>> venue("8 pages, 6 figures, accepted by WACV 2025, project page: https://example.org")
    'WACV 2025'
    >>> venue("To be published in: 2025 Conference on Software Testing, Verification and Validation (ICST)")
    '2025 Conference on Software Testing, Verification and Validation'
    >>> venue("This work has been submitted to the IEEE for possible publication")
    """
    if reference.strip():
        return " ".join(reference.split()).rstrip(",;")
    comment = " ".join(comment[:_LONGEST].split())
    for pattern in (_ACCEPTED, _BEFORE, _ALONE):
        for match in pattern.finditer(comment):
            kind = match.lastgroup or "venue"
            name = _DANGLING.sub("", match[kind].strip(" '’\"-–"))
            if _SERIES.match(name) and (subjects := _SUBJECTS.match(comment, match.end(kind))):
                name += subjects[0]
            if _NAME.search(name) and not _NO_VENUE.match(name):
                return name
    return None


def is_withdrawn(comment: str, abstract: str = "") -> bool:
    """Whether the authors, or arXiv, say that the paper was taken back; from a conference does not count.

    >>> is_withdrawn("This paper has been withdrawn due to an error in Theorem 2")
    True
    >>> is_withdrawn("12 pages; withdrawn from ICML and accepted at TMLR")
    False
    """
    if _WITHDRAWN.search(" ".join(comment[:_LONGEST].split())):
        return True
    words = " ".join(abstract.split())
    return len(words) < _ABSTRACT_OF_WITHDRAWN and _WITHDRAWN.match(words) is not None


def links(comment: str) -> list[str]:
    """The addresses in a comment."""
    return in_text(" ".join(comment[:_LONGEST].split()))


def paragraphs(abstract: str) -> str:
    """An abstract without its indentation, which begins a paragraph."""
    text = ""
    for line in abstract.split("\n"):
        if line.strip():
            gap = "\n\n" if line.startswith("  ") or text.endswith("\n") else "\n"
            text += (gap if text.strip() else "") + line.strip()
        elif text:
            text += "\n" if not text.endswith("\n") else ""
    return text.strip()
