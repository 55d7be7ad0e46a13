"""Small digests in the shapes of the real ones, for tests that feed the command line."""

import json
from pathlib import Path
from typing import Any

ABSTRACT = (
    "Model editing changes single facts of a language model without training it again. We show that a few "
    "edits make models forget how to answer plain questions, measure how fast this happens, and give a test "
    "that tells beforehand which edit will do harm. Our code is at https://github.com/example/edits."
)
TITLE = "Few Edits Can Make Large Language Models Forget"
PAGE = "docs/papers/2026-03/few-edits-can-make-large.md"


def item(**facts: Any) -> dict[str, Any]:
    """An entry in the shape of the API; every fact has a default."""
    paper = {
        "id": facts.get("id", "2603.01234"),
        "title": facts.get("title", TITLE),
        "summary": facts.get("abstract", ABSTRACT),
        "authors": [{"name": name} for name in facts.get("authors", ["Ada Byron", "Max Noether"])],
        "publishedAt": "2026-03-02T10:00:00.000Z",
        "submittedOnDailyAt": f"{facts.get('day', '2026-03-04')}T01:00:00.000Z",
        "upvotes": facts.get("votes", 7),
        **({"githubRepo": facts["code"]} if "code" in facts else {}),
        **({"ai_keywords": facts["keywords"]} if "keywords" in facts else {}),
    }
    return {"paper": paper, "title": paper["title"], "numComments": 1}


def api(path: Path, *items: dict[str, Any]) -> Path:
    """Write an answer of the API."""
    path.write_text(json.dumps(items))
    return path


def copied(path: Path, *pairs: tuple[str, str]) -> Path:
    """Write a copied page of titles and abstracts."""
    pieces = [piece for pair in pairs for piece in pair]
    path.write_text("\n\n".join(["Daily Papers", "by AK and the research community", *pieces]) + "\n")
    return path
