"""What was found of related papers, in a form that is kept between builds."""

import json
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from generator.site import related
from generator.site.keys import key
from generator.site.related import Known
from generator.text import terms, vectors
from generator.text.vectors import Vector


def encode(known: Iterable[tuple[str, Known]]) -> dict[str, bytes]:
    """The files of a pack. Papers are named by their places."""
    rows = list(known)
    places = {path: place for place, (path, _) in enumerate(rows)}
    found = [one for _, one in rows]
    return {
        "papers": json.dumps([(path, one.fingerprint) for path, one in rows]).encode(),
        "sizes": _numbers(
            "I", ((len(one.vector.terms), len(one.candidates), len(one.near)) for one in found)
        ),
        "terms": b"".join(one.vector.terms.tobytes() for one in found),
        "weights": b"".join(one.vector.weights.tobytes() for one in found),
        "unlisted": json.dumps([one.vector.unlisted for one in found]).encode(),
        "candidates": _numbers("I", ([places[other] for _, other in one.candidates] for one in found)),
        "shared": _numbers("I", ([-shared for shared, _ in one.candidates] for one in found)),
        "near": _numbers("I", ([places[other] for other in one.near] for one in found)),
    }


def decode(files: Mapping[str, bytes] | None) -> Iterator[tuple[str, Known]]:
    """The papers of a pack; none where there is no pack."""
    if files is None:
        return
    rows = json.loads(files["papers"])
    paths = [path for path, _ in rows]
    terms, weights = array("I", files["terms"]), array("H", files["weights"])
    unlisted = json.loads(files["unlisted"])
    sizes, candidates, shared, near = (
        array("I", files[name]) for name in ("sizes", "candidates", "shared", "near")
    )
    at_term = at_candidate = at_near = 0
    for place, (path, fingerprint) in enumerate(rows):
        end_term = at_term + sizes[3 * place]
        end_candidate = at_candidate + sizes[3 * place + 1]
        end_near = at_near + sizes[3 * place + 2]
        others = zip(shared[at_candidate:end_candidate], candidates[at_candidate:end_candidate], strict=True)
        yield (
            path,
            Known(
                fingerprint,
                Vector(terms[at_term:end_term], weights[at_term:end_term], unlisted[place]),
                [(-much, paths[other]) for much, other in others],
                tuple(paths[other] for other in near[at_near:end_near]),
            ),
        )
        at_term, at_candidate, at_near = end_term, end_candidate, end_near


def made_by() -> str:
    """The program that finds related papers; what another one found says nothing."""
    sources = [Path(module.__file__ or "") for module in (related, vectors, terms)]
    return key(*(file.read_bytes() for file in [*sources, sources[-1].with_suffix(".txt")]))


def _numbers(kind: str, lists: Iterable[Sequence[int]]) -> bytes:
    return array(kind, [number for numbers in lists for number in numbers]).tobytes()
