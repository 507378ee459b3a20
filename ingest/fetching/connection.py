"""Opens connections to checked addresses only, and ends each at its deadline."""

import socket
import ssl
import time
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import httpcore
import httpx

from index.errors import RefusedDownload
from ingest.fetching.allowed_addresses import is_loopback, is_public

# How a connection can fail; each is worth another attempt.
FAULTS = (httpcore.NetworkError, httpcore.TimeoutException, httpcore.ProtocolError)

Clock = Callable[[], float]
Resolve = Callable[[str, int], list[str]]


def resolved(host: str, port: int) -> list[str]:
    """Returns the IP addresses of a host. Raises httpcore.ConnectError if it has none."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise httpcore.ConnectError(f"the name {host} cannot be resolved ({error})") from error
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


class CheckedTransport(httpx.BaseTransport):
    """Makes one request over one connection, which ends at the deadline whatever the server does.

    A name is resolved once, each of its addresses is checked, and the connection goes to a checked one. A
    name that resolves differently the second time gains nothing.
    """

    def __init__(
        self,
        deadline: float,
        clock: Clock = time.monotonic,
        *,
        loopback: bool = False,
        context: ssl.SSLContext | None = None,
        resolve: Resolve = resolved,
    ) -> None:
        backend = _CheckedBackend(lambda: deadline - clock(), resolve, loopback=loopback)
        self._pool = httpcore.ConnectionPool(
            ssl_context=context, max_keepalive_connections=0, network_backend=backend
        )

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Returns the answer, its body unread. Raises FAULTS, or RefusedDownload if it is not public."""
        url = request.url
        response = self._pool.handle_request(
            httpcore.Request(
                method=request.method,
                url=httpcore.URL(
                    scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path
                ),
                headers=request.headers.raw,
                extensions=request.extensions,
            )
        )
        return httpx.Response(response.status, headers=response.headers, stream=_Body(response))

    def close(self) -> None:
        """Closes the connection."""
        self._pool.close()


class _Body(httpx.SyncByteStream):
    def __init__(self, response: httpcore.Response) -> None:
        self._response = response

    def __iter__(self) -> Iterator[bytes]:
        return self._response.iter_stream()

    def close(self) -> None:
        self._response.close()


class _CheckedBackend(httpcore.NetworkBackend):
    def __init__(self, left: Clock, resolve: Resolve, *, loopback: bool) -> None:
        self._left = left
        self._resolve = resolve
        self._loopback = loopback
        self._network = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        addresses = self._resolve(host, port)
        for address in addresses:
            if not (is_public(address) or (self._loopback and is_loopback(address))):
                raise RefusedDownload(
                    f"{host} resolves to {address}, which is in a private network, not on the public internet"
                )
        for address in addresses[:-1]:
            try:
                return self._connected(address, port, timeout, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                continue
        return self._connected(addresses[-1], port, timeout, local_address, socket_options)

    def _connected(self, address: str, port: int, timeout: float | None, *rest: Any) -> "_TimedStream":  # noqa: ANN401
        stream = self._network.connect_tcp(address, port, _shorter(timeout, self._left()), *rest)
        return _TimedStream(stream, self._left)


class _TimedStream(httpcore.NetworkStream):
    """A stream whose reads and writes never outlast the time that is left.

    With only a limit for each read, a server could send a byte a second for days.
    """

    def __init__(self, stream: httpcore.NetworkStream, left: Clock) -> None:
        self._stream = stream
        self._left = left

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, _shorter(timeout, self._left()))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, _shorter(timeout, self._left()))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        shorter = _shorter(timeout, self._left())
        return _TimedStream(self._stream.start_tls(ssl_context, server_hostname, shorter), self._left)

    def get_extra_info(self, info: str) -> Any:  # noqa: ANN401
        return self._stream.get_extra_info(info)


def _shorter(timeout: float | None, left: float) -> float:
    if left <= 0:
        raise httpcore.ReadTimeout("its time is up")
    return left if timeout is None else min(timeout, left)
