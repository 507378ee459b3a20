"""A real HTTP server on this machine that answers as a test tells it, and made-up files for it to send."""

import html
import textwrap
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Event, Thread

from ingest.fetching.allowed_addresses import Reach
from ingest.fetching.fetch import fetch
from ingest.fetching.outcomes import Outcome
from ingest.fetching.web import Answer, Manners, Web

Reply = Callable[["Handler"], None]
TEXT = "Made up for a test. " + "The shed by the pool holds nine bicycles and is locked at noon. " * 12


class Handler(BaseHTTPRequestHandler):
    server: "_Server"

    def do_GET(self) -> None:
        self.server.seen.append((self.path, dict(self.headers)))
        replies = self.server.replies.get(self.path, [send(b"", 404)])
        (replies.pop(0) if len(replies) > 1 else replies[0])(self)

    def log_message(self, *_: object) -> None:
        """Logs nothing."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.replies: dict[str, list[Reply]] = {}
        self.seen: list[tuple[str, dict[str, str]]] = []
        self.over = Event()

    def handle_error(self, *_: object) -> None:
        """Ignores errors: clients that hang up are what many of the tests are about."""


class Host:
    """The server. Each path has replies sent in turn, the last one for good; every request is recorded."""

    def __init__(self, server: _Server) -> None:
        self._server = server
        self.name = f"127.0.0.1:{server.server_port}"
        self.origin = f"http://{self.name}"

    def at(self, path: str, *replies: Reply) -> str:
        """Sets the replies for a path; returns the complete address."""
        self._server.replies[path] = list(replies)
        return self.origin + path

    def asked(self, path: str) -> list[dict[str, str]]:
        """Returns the headers of every request for a path so far."""
        return [headers for seen, headers in self._server.seen if seen == path]

    @property
    def paths(self) -> list[str]:
        """Returns every path requested so far, except robots.txt."""
        return [path for path, _ in self._server.seen if path != "/robots.txt"]


@contextmanager
def serving() -> Iterator[Host]:
    server = _Server()
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield Host(server)
    finally:
        server.over.set()
        server.shutdown()
        thread.join()
        server.server_close()


def send(body: bytes, status: int = 200, length: int | None = None, **headers: str) -> Reply:
    """Sends a complete answer. length: the length its header claims; -1: no such header."""

    def reply(handler: Handler) -> None:
        handler.send_response(status)
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        if length != -1:
            handler.send_header("Content-Length", str(len(body) if length is None else length))
        handler.end_headers()
        handler.wfile.write(body)

    return reply


def drip(first: bytes) -> Reply:
    """Sends this and then single bytes from time to time, for as long as the test lasts."""

    def reply(handler: Handler) -> None:
        handler.wfile.write(first)
        while not handler.server.over.wait(0.02):
            handler.wfile.write(b"a")
            handler.wfile.flush()

    return reply


def hang_up(_: Handler) -> None:
    """Closes the connection without an answer."""


def page(title: str = "The bicycle shed", text: str = TEXT, more: str = "") -> bytes:
    """Returns a web page with one heading and one paragraph."""
    return (
        f"<!doctype html><html><head><title>{html.escape(title)}</title></head><body><main>"
        f"<h1>{html.escape(title)}</h1><p>{html.escape(text)}</p>{more}</main></body></html>"
    ).encode()


def pdf(*lines: str) -> bytes:
    """Returns a PDF of one page with these lines, broken where they are too long."""
    broken = [part for line in lines for part in textwrap.wrap(line, 70)]
    words = "".join(f"({line}) Tj T* " for line in broken)
    content = f"BT /F1 12 Tf 14 TL 72 720 Td {words}ET".encode()
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%b\nendstream" % (len(content), content),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    ]
    whole, offsets = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(whole))
        whole += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    return whole + (
        b"xref\n0 6\n0000000000 65535 f \n%btrailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n"
        % (table, len(whole))
    )


def asking(waits: list[float] | None = None, **manners: object) -> Web:
    """Returns a web client that may request this machine, and records its waits instead of waiting."""
    kept: list[float] = [] if waits is None else waits
    return Web(Manners(wait=kept.append, **{"pause": 0.0, **manners}), loopback=True)  # type: ignore[arg-type]


def get(web: Web, address: str) -> Answer:
    """Requests a file from this machine."""
    return web.get(address, Reach.of(address, loopback=True))


def register(folder: Path, *entries: Sequence[str]) -> Path:
    """Writes a corpus with one source for each entry: its id, its download address and further lines."""
    (folder / "documents").mkdir(parents=True, exist_ok=True)
    blocks = [
        "\n".join(["[[source]]", f'id = "{i}"', f'title = "Title of {i}"', f'download = "{at}"', *more])
        for i, at, *more in entries
    ]
    (folder / "sources.toml").write_text("\n\n".join(blocks), encoding="utf-8")
    return folder


def fetched(corpus: Path, *ids: str) -> list[Outcome]:
    """Returns the outcome for each source to be fetched, without a second try."""
    return list(fetch(corpus, ids, web=asking(retries=())))


def one(corpus: Path) -> Outcome:
    """Returns the outcome for the only source."""
    (outcome,) = fetched(corpus)
    return outcome


def files(corpus: Path) -> dict[str, bytes]:
    """Returns the fetched files and their record, but not the note of failed addresses."""
    folder = corpus / "documents/fetched"
    found = list(folder.iterdir()) if folder.is_dir() else []
    return {path.name: path.read_bytes() for path in found if path.name != "unreached.json"}
