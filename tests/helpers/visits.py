"""Visits to the real server by the protocol that a browser speaks with it, without a browser."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from ssl import SSLContext

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect


@contextmanager
def visit(
    url: str, headers: Mapping[str, str] | None = None, ssl: SSLContext | None = None
) -> Iterator[ClientConnection]:
    """Opens the connection of a page at the server's address until the end of the block."""
    at = f"ws{url.removeprefix('http')}/_stcore/stream"
    with connect(
        at,
        subprotocols=["streamlit"],  # type: ignore[list-item]
        additional_headers=headers,
        ssl=ssl,
        proxy=None,
        max_size=None,
    ) as page:
        yield page


def drawn(page: ClientConnection) -> str:
    """Has the page drawn anew; returns all that the server sends for it, as text."""
    asked = BackMsg()
    asked.rerun_script.query_string = ""
    page.send(asked.SerializeToString())
    found = ""
    while True:
        told = ForwardMsg.FromString(page.recv(timeout=60))
        found += str(told)
        if told.WhichOneof("type") == "script_finished":
            return found
