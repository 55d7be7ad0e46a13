"""Time and memory of every reader over the size of its input: both must grow like the input.

    .venv/bin/python -m bench.growth [FILE.svg]

Prints a table, and draws the time as lines where a file is named (outside the tree, please).
"""

import subprocess
import sys
import time
import tracemalloc
from pathlib import Path

from generator.readers.registry import read
from tests.hostile.digests import WRITERS

SIZES = (100, 400, 1600)
"""Papers in a digest."""
NAMES = [name for name in WRITERS if "wrong" not in name and "unquoted" not in name and "of-html" not in name]
TEXT = "We propose a model of models, and show that it models models well, unlike all others. "


def measured(name: str, papers: int) -> tuple[float, float, float]:
    """Megabytes read, seconds of the processor, megabytes of memory, in a process of its own."""
    command = [sys.executable, "-m", "bench.growth", "--one", name, str(papers)]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
    return float(told[0]), float(told[1]), float(told[2])


def one(name: str, papers: int) -> None:
    data = WRITERS[name]([f"Paper {place} of Many: {TEXT * (place % 8)}".strip() for place in range(papers)])
    start = time.process_time()
    read(data, date="2026-11-20")
    spent = time.process_time() - start
    tracemalloc.start()
    read(data, date="2026-11-20")
    print(len(data) / 1e6, spent, tracemalloc.get_traced_memory()[1] / 1e6)


def drawn(lines: dict[str, list[tuple[float, float, float]]]) -> str:
    """The lines as an SVG: megabytes to the right, seconds upwards."""
    right = max(point[0] for points in lines.values() for point in points)
    top = max(point[1] for points in lines.values() for point in points)
    paths = (
        '<polyline fill="none" stroke="black" points="'
        + " ".join(f"{600 * x / right:.1f},{400 - 400 * y / top:.1f}" for x, y, _ in points)
        + f'"><title>{name}</title></polyline>'
        for name, points in lines.items()
    )
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="-5 -5 610 410">{"".join(paths)}</svg>\n'


def main() -> None:
    lines = {}
    print("| reader | MB | s a MB | MB of memory a MB |\n| --- | --- | --- | --- |")
    for name in NAMES:
        lines[name] = points = [measured(name, papers) for papers in SIZES]
        cells = (" / ".join(f"{value:.2f}" for value in column) for column in (
            [size for size, _, _ in points],
            [spent / size for size, spent, _ in points],
            [memory / size for size, _, memory in points],
        ))  # fmt: skip
        print(f"| {name} | {' | '.join(cells)} |", flush=True)
    if len(sys.argv) > 1:
        Path(sys.argv[1]).write_text(drawn(lines), encoding="utf-8")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        one(sys.argv[2], int(sys.argv[3]))
    else:
        main()
