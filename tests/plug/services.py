"""The services of the network as a process of its own on this machine, which ends with the one that started it."""

import multiprocessing
from collections.abc import Callable, Mapping
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import parse_qsl, urlsplit

Answer = Callable[[str, Mapping[str, str]], str]
"""What is answered to a path and a query."""


class _Server(HTTPServer):
    """Those who ask may be killed before they have the answer."""

    def handle_error(self, *_: object) -> None:
        pass


def started(answer: Answer) -> str:
    """The address of a server that gives these answers."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked = urlsplit(self.path)
            body = answer(asked.path, dict(parse_qsl(asked.query))).encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    server = _Server(("127.0.0.1", 0), Handler)
    multiprocessing.get_context("fork").Process(target=server.serve_forever, daemon=True).start()
    server.server_close()  # here; the process has one of its own
    return f"http://127.0.0.1:{server.server_address[1]}"
