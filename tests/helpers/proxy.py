"""A real reverse proxy on this machine that ends TLS, passes on every byte, and can lose its connections."""

import asyncio
import datetime
import socket
import ssl
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from threading import Thread

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID


class Proxy:
    """port: where TLS clients reach it. to: the port it forwards to; set it before the first request."""

    def __init__(self, listener: socket.socket) -> None:
        self.port: int = listener.getsockname()[1]
        self.to = 0
        self._listener = listener
        self._loop = asyncio.new_event_loop()
        self._open: set[asyncio.StreamWriter] = set()

    def lose_connections(self) -> None:
        """Cuts every connection, as a brief network failure does."""
        asyncio.run_coroutine_threadsafe(self._lose(), self._loop).result(timeout=10)

    async def _lose(self) -> None:
        for writer in self._open:
            writer.transport.abort()

    async def _meet(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        inner_reader, inner_writer = await asyncio.open_connection("127.0.0.1", self.to)
        self._open |= {writer, inner_writer}
        await asyncio.gather(_pass_on(reader, inner_writer), _pass_on(inner_reader, writer))
        self._open -= {writer, inner_writer}

    def run(self, context: ssl.SSLContext) -> None:
        asyncio.set_event_loop(self._loop)
        with closing(self._loop):
            self._loop.run_until_complete(asyncio.start_server(self._meet, sock=self._listener, ssl=context))
            self._loop.run_forever()
            left = asyncio.all_tasks(self._loop)
            self._loop.run_until_complete(asyncio.wait(left, timeout=10) if left else asyncio.sleep(0))

    def stop(self) -> None:
        self.lose_connections()
        self._loop.call_soon_threadsafe(self._loop.stop)


async def _pass_on(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with suppress(OSError):
        while data := await reader.read(2**16):
            writer.write(data)
            await writer.drain()
    with suppress(OSError):
        writer.close()
        await writer.wait_closed()


@contextmanager
def proxying(folder: Path, host: str) -> Iterator[Proxy]:
    """Runs a proxy with a self-signed certificate for this host, stored in the folder."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(_certificate(folder, host))
    with socket.create_server(("127.0.0.1", 0)) as listener:
        proxy = Proxy(listener)
        thread = Thread(target=proxy.run, args=(context,))
        thread.start()
        try:
            yield proxy
        finally:
            proxy.stop()
            thread.join()


def _certificate(folder: Path, host: str) -> Path:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, host)])
    now = datetime.datetime.now(datetime.UTC)
    day = datetime.timedelta(days=1)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - day)
        .not_valid_after(now + day)
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(host)]), critical=False)
        .sign(key, hashes.SHA256())
    )
    path = folder / "certificate.pem"
    path.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        + certificate.public_bytes(serialization.Encoding.PEM)
    )
    return path
