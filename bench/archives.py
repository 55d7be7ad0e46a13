"""Archives of 1,000, 10,000 and 100,000 papers in Papershelf's own form, made by its own ingest.

python -m bench.archives CORPUS FOLDER [SIZE …]

Makes, for each size, FOLDER/archive-<size> and beside it the digest of the day after: as a file
(further-<size>.jsonl), and in a copy of the archive that has taken it in already (archive-<size>-further).
papers-<size>.jsonl holds what the archive was made of. Nothing is waited for on the disk; else all is as
`papershelf add` does it.
"""

from __future__ import annotations

import argparse
import shutil
import time
from pathlib import Path

from bench.papers import FURTHER, chosen, write_lines
from generator.ingest.add import Ingest
from generator.ingest.files import files_of
from generator.ingest.plan import Plan
from generator.readers.registry import read
from generator.storage.reading import read_archive

ROOT = Path(__file__).parents[1]
SIZES = {"1k": 1_000, "10k": 10_000, "100k": 100_000}


def empty_archive(folder: Path) -> None:
    """An archive as this repository is, without papers."""
    for name in ("mkdocs.yml", "papershelf.toml"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, folder / name)
    wanted = shutil.ignore_patterns("papers", "assets")
    shutil.copytree(ROOT / "docs", folder / "docs", ignore=wanted)
    (folder / "docs" / "papers").mkdir()
    (folder / "digests" / "ledger").mkdir(parents=True)


def take_in(lines: Path, folder: Path) -> int:
    """Take all digests of a file into an archive, and write it once; the number of new pages."""
    archive = read_archive(folder)
    ingest, whole, new = Ingest(archive), Plan(), 0
    for digest in read(lines.read_bytes()).digests:
        plan = ingest.add(digest)
        whole.pages |= plan.pages
        whole.ledger |= plan.ledger
        whole.records |= plan.records
        new += len(plan.report.new)
    for path, text in files_of(whole, archive).items():
        assert text is not None
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(text.encode())
    return new


def make(corpus: Path, folder: Path, size: str) -> None:
    """The archive of a size, its further digest, and both together."""
    started = time.perf_counter()
    archive = folder / f"archive-{size}"
    rows, further = chosen(corpus, SIZES[size])
    write_lines(rows, folder / f"papers-{size}.jsonl")
    write_lines(further, folder / f"further-{size}.jsonl")
    making = folder / f"making-{size}"
    for old in (making, archive, folder / f"archive-{size}-further"):
        shutil.rmtree(old, ignore_errors=True)
    empty_archive(making)
    pages = take_in(folder / f"papers-{size}.jsonl", making)
    making.rename(archive)
    shutil.copytree(archive, making)
    assert take_in(folder / f"further-{size}.jsonl", making) <= FURTHER
    making.rename(folder / f"archive-{size}-further")
    print(f"{archive}: {pages} pages, {time.perf_counter() - started:.0f} s", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("sizes", nargs="*", default=list(SIZES), metavar="SIZE", help="1k, 10k, 100k")
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    for size in options.sizes:
        make(options.corpus, options.folder, size)


if __name__ == "__main__":
    main()
