"""Tests that a host must prove its name over https."""

import ssl
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from ipaddress import ip_address
from pathlib import Path
from threading import Thread

import httpx
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from loopback import asking, get

from index.errors import FailedDownload, InvalidSetting
from ingest.fetching.connection import CheckedTransport


class _Shed(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"over TLS")

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def secure(tmp_path: Path) -> Iterator[tuple[str, Path]]:
    """An HTTPS server, and its self-made certificate for the name localhost."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    names: list[x509.GeneralName] = [x509.DNSName("localhost"), x509.IPAddress(ip_address("127.0.0.3"))]
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .sign(key, hashes.SHA256())
    )
    pem = tmp_path / "shed.pem"
    pem.write_bytes(
        certificate.public_bytes(serialization.Encoding.PEM)
        + key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pem)
    server = HTTPServer(("127.0.0.1", 0), _Shed)
    server.handle_error = lambda *_: None  # type: ignore[method-assign, assignment]
    server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield f"localhost:{server.server_port}", pem
    server.shutdown()
    thread.join()
    server.server_close()


def test_https_is_spoken_with_the_name_of_the_host(secure: tuple[str, Path]) -> None:
    """This test ensures that the certificate is checked for the name, although we connect to an address."""
    host, pem = secure
    context = ssl.create_default_context(cafile=pem)
    transport = CheckedTransport(1e9, loopback=True, context=context, resolve=lambda *_: ["127.0.0.1"])
    with httpx.Client(transport=transport, trust_env=False) as client:
        assert client.get(f"https://{host}/").content == b"over TLS"


def test_a_certificate_that_nobody_vouches_for_is_a_failure(secure: tuple[str, Path]) -> None:
    """This test ensures that nothing is taken from a host that cannot prove its name."""
    with pytest.raises(FailedDownload, match="CERTIFICATE_VERIFY_FAILED"):
        get(asking(), f"https://{secure[0]}/")


def test_a_company_may_name_its_own_authority(
    secure: tuple[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """This test ensures that SSL_CERT_FILE decides whom to trust, and that a wrong one is named."""
    host, pem = secure
    # The server answers everything, so this text is its robots.txt too, and forbids nothing.
    monkeypatch.setenv("SSL_CERT_FILE", str(pem))
    assert get(asking(), f"https://{host}/").body == b"over TLS"
    for wrong in (pem.with_name("missing.pem"), Path(__file__)):
        monkeypatch.setenv("SSL_CERT_FILE", str(wrong))
        with pytest.raises(InvalidSetting, match=f"SSL_CERT_FILE is '{wrong}'.*name a PEM file"):
            get(asking(), f"https://{host}/")
