"""All files of search, in parts whose names say what is in them.

A part is made of a shard, of a group of shards, or of many of them. What a shard gives is kept in the cache,
so that of an archive that grew only the newest pieces of a shard are read and indexed.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

from generator.site.pack import Packs
from generator.site.search.buckets import starts
from generator.site.search.encoding import apart, deflated, encoded, packed, together
from generator.site.search.facts import facts
from generator.site.search.ids import id_files
from generator.site.search.pagefind import engine
from generator.site.search.papers import Papers
from generator.site.search.people import Everybody, Person, name_files, ranked, unite
from generator.site.search.runs import Shard, groups, key, shards
from generator.site.search.scratch import sweep
from generator.site.search.shares import rows, share, shown
from generator.site.search.spelling import word_files
from generator.text.libraries import versions

FOLDER = "search"
"""Where all of it stands on the site: beside the page that reads it."""
MAP = "tables.json"
"""The one file that says which parts there are; all others never change."""
BLOCK = 8
"""Groups whose tables are one."""
SMALL = 2000
"""Papers of a group below which its buckets do not fill files of their own."""
_SOURCES = Path(__file__).parents[2]


class Part(NamedTuple):
    """Files below a folder of their own. What is in them follows from the folder's name."""

    folder: str
    files: Callable[[], Iterator[tuple[str, bytes]]]
    """Names and contents; made when asked for."""


class Tables(NamedTuple):
    """Names, ids and words of several shards."""

    name: str
    files: Callable[[], Iterator[tuple[str, bytes]]]
    there: Mapping[str, object]
    """How many papers and which files these are, for the map, which is asked for in every build."""


class Parts(NamedTuple):
    """Search, as it is to stand on the site."""

    parts: tuple[Part, ...]
    map: bytes


class Search:
    """Makes the parts of an archive. What was made before is taken from a folder, where it is found whole."""

    def __init__(self, papers: Papers, cache: Path) -> None:
        self._papers = papers
        self._packs = Packs(cache)
        self._made_by = made_by()
        self._engine = key(b"engine", self._made_by)

    def parts(self) -> Parts:
        """The parts. Raises SearchError, also when their files are asked for."""
        found = list(shards(self._papers, self._made_by))
        together = list(groups(found))[::-1]
        tables = [self._tables(of) for of in _blocks(together)]
        self._packs.use([self._engine, *(shard.key for shard in found), *(one.name for one in tables)])
        made = [
            Part(f"engine/{self._engine}", self._engine_files),
            *(Part(f"papers/{shard.key}", partial(self._shown, shard)) for shard in found),
            *(Part(f"words/{_key(group)}", partial(self._words, group)) for group in together),
            *(Part(f"tables/{one.name}", one.files) for one in tables),
        ]
        return Parts(tuple(made) if found else (), self._map(together, tables))

    def forget_others(self) -> None:
        """Keep in the cache what this archive needs, nothing else; nor what killed builds left elsewhere."""
        self._packs.forget_others()
        sweep()

    def _map(self, all_groups: Sequence[Sequence[Shard]], tables: Iterable[Tables]) -> bytes:
        told = {
            "engine": self._engine,
            "buckets": starts(),
            "groups": [
                {
                    "key": _key(group),
                    "shards": [[shard.key, len(shard.paths)] for shard in group],
                    "buckets": _in_a_file(group),
                }
                for group in all_groups
            ],
            "tables": [{"key": one.name, **one.there} for one in tables],
        }
        return encoded(told).encode("utf-8", "replace")

    def _share(self, shard: Shard) -> dict[str, bytes]:
        return self._kept(shard.key, lambda: share([self._papers.entry(path) for path in shard.paths]))

    def _kept(self, name: str, make: Callable[[], dict[str, bytes]]) -> dict[str, bytes]:
        files = self._packs.get(name)
        if files is None:
            files = make()
            self._packs.put(name, files)
        return files

    def _engine_files(self) -> Iterator[tuple[str, bytes]]:
        return _files(self._kept(self._engine, lambda: {"pagefind.bin": deflated(engine())}))

    def _shown(self, shard: Shard) -> Iterator[tuple[str, bytes]]:
        return shown(self._share(shard))

    def _words(self, group: Sequence[Shard]) -> Iterator[tuple[str, bytes]]:
        """Buckets of all shards of a group in few files, and what else a browser knows of their papers."""
        shares = [self._share(shard) for shard in group]
        buckets = list(zip(*(apart(files["buckets"]) for files in shares), strict=True))
        many = _in_a_file(group)
        for number, start in enumerate(range(0, len(buckets), many)):
            pieces = [piece for bucket in buckets[start : start + many] for piece in bucket]
            yield f"{number}.bin", together(pieces)
        yield "lengths.bin", packed(encoded([length for its in shares for length in rows(its, "lengths")]))
        yield "facts.bin", packed(facts(row for its in shares for row in rows(its, "facts")))

    def _tables(self, of: Sequence[Shard]) -> Tables:
        name = key(b"tables", *(shard.key.encode() for shard in of))

        def files() -> Iterator[tuple[str, bytes]]:
            return _files(self._kept(name, lambda: dict(self._rows(of))))

        kept = self._kept(f"{name}-there", lambda: {"there": encoded(_there(dict(files()))).encode()})
        return Tables(name, files, {"papers": sum(len(one.paths) for one in of), **json.loads(kept["there"])})

    def _rows(self, of: Iterable[Shard]) -> Iterator[tuple[str, bytes]]:
        """Names, ids and words of several shards, in files of which a browser loads few."""
        ids: list[tuple[str, str, str]] = []
        everybody: Everybody = {}
        counts: Counter[str] = Counter()
        papers = 0
        for shard in of:
            files = self._share(shard)
            ids += rows(files, "ids")
            unite(everybody, map(Person._make, rows(files, "people")), papers)
            counts.update(rows(files, "spellings"))
            papers += len(shard.paths)
        for number, text in enumerate(id_files(ids)):
            yield f"ids/{number}.bin", packed(text)
        for prefix, text in name_files(ranked(everybody)).items():
            yield f"names/{prefix}.bin", packed(text)
        for letter, text in word_files(counts).items():
            yield f"words/{letter}.bin", packed(text)


def _blocks(newest_first: Sequence[Sequence[Shard]]) -> Iterator[Sequence[Shard]]:
    """Shards whose names, ids and words stand in the same files, the newest first.

    Pieces are by themselves, since they change with every digest, and so is the rest of the newest group, to
    which a shard comes in a week. The other groups are cut from the oldest on, so that when one is full few
    are put together again.
    """
    newest = [shard for group in newest_first[:1] for shard in group]
    for is_full in (False, True):
        if block := [shard for shard in newest if shard.is_full == is_full]:
            yield block
    older = newest_first[:0:-1]
    for start in reversed(range(0, len(older), BLOCK)):
        yield [shard for group in older[start : start + BLOCK] for shard in group]


def _in_a_file(group: Sequence[Shard]) -> int:
    """How many buckets go into a file, which is not to be very small."""
    return max(1, SMALL // sum(len(shard.paths) for shard in group))


def _key(group: Sequence[Shard]) -> str:
    return key(b"words", *(shard.key.encode() for shard in group))


def _files(files: dict[str, bytes]) -> Iterator[tuple[str, bytes]]:
    return iter(files.items())


def _there(files: Iterable[str]) -> dict[str, object]:
    """How many files of ids there are, and which of names and words."""
    names = [file.partition("/")[::2] for file in files]
    stems = {
        kind: [rest.rpartition(".")[0] for of, rest in names if of == kind]
        for kind in ("ids", "names", "words")
    }
    return {**stems, "ids": len(stems["ids"])}


def made_by() -> bytes:
    """What makes the files, besides papers: this code, and the versions of Python and of what it calls."""
    code = [
        Path(__file__).parent.glob("*.*"),
        (_SOURCES / "text").glob("*.py"),
        [_SOURCES / "site" / name for name in ("authorship.py", "wording.py")],
    ]
    sources = sorted(file for files in code for file in files if file.is_file())
    libraries = map(str.encode, versions("cbor2", "pagefind-bin"))
    return key(*libraries, *(file.read_bytes() for file in sources)).encode()
