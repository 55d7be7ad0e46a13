"""A static host as the usual ones are: it compresses text, serves the site below a folder, and has a page for
what is not there."""

from __future__ import annotations

import functools
import gzip
import http.server
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import ClassVar, NamedTuple

COMPRESSED = {".html", ".js", ".css", ".json", ".txt", ".svg", ".xml", ".wasm"}


class _Handler(http.server.SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    sent: ClassVar[list[tuple[str, int]]] = []

    def do_GET(self) -> None:
        found = self._file()
        status = 200 if found else 404
        file = found or Path(self.directory) / "404.html"
        data = _packed(file)
        self.send_response(status)
        self.send_header("Content-Type", self.guess_type(str(file)))
        if file.suffix in COMPRESSED:
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Cache-Control", "max-age=600")
        self.end_headers()
        self.wfile.write(data)
        self.sent.append((self.path, len(data)))

    def _file(self) -> Path | None:
        path = self.path.partition("?")[0]
        if not path.startswith("/shelf/"):
            return None
        file = Path(self.translate_path("/" + path.removeprefix("/shelf/")))
        file = file / "index.html" if file.is_dir() else file
        return file if file.is_file() else None

    def log_message(self, *_: object) -> None:
        """Nothing."""


@functools.lru_cache(maxsize=4096)
def _packed(file: Path) -> bytes:
    data = file.read_bytes()
    return gzip.compress(data, 6) if file.suffix in COMPRESSED else data


class Host(NamedTuple):
    """A site that is being served."""

    address: str
    sent: list[tuple[str, int]]
    """What was sent so far: paths, and bytes of bodies."""


@contextmanager
def served(site: Path) -> Iterator[Host]:
    """The site as long as it is served."""
    kind = type("Handler", (_Handler,), {"sent": []})
    handler = functools.partial(kind, directory=str(site))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield Host(f"http://127.0.0.1:{server.server_address[1]}/shelf/", kind.sent)
    server.shutdown()
