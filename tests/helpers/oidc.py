"""A small OpenID Connect provider on this machine, for tests only: anybody may choose who they are.

It implements the authorisation code flow over plain http on 127.0.0.1: discovery, a form to choose a person,
a signed ID token, and its keys. It checks the client, its codes, and their challenge.
"""

import base64
import hashlib
import json
import secrets
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey

CLIENT, SECRET = "signpost", "made up for the tests"


@dataclass
class Provider:
    """The provider's state. people: the claims of each person, by name. codes: those issued."""

    people: dict[str, dict[str, Any]]
    url: str = ""
    key: RSAKey = field(default_factory=lambda: RSAKey.generate_key(2048, {"kid": "tests"}, private=True))
    codes: dict[str, tuple[str, dict[str, str]]] = field(default_factory=dict)

    @property
    def metadata_url(self) -> str:
        return f"{self.url}/.well-known/openid-configuration"

    def metadata(self) -> dict[str, Any]:
        return {
            "issuer": self.url,
            "authorization_endpoint": f"{self.url}/authorize",
            "token_endpoint": f"{self.url}/token",
            "jwks_uri": f"{self.url}/keys",
            "response_types_supported": ["code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["RS256"],
            "token_endpoint_auth_methods_supported": ["client_secret_basic"],
            "code_challenge_methods_supported": ["S256"],
        }

    def form(self, asked: dict[str, str]) -> str:
        """Returns the form for choosing a person."""
        hidden = "".join(
            f'<input type="hidden" name="{escape(name)}" value="{escape(value)}">'
            for name, value in asked.items()
        )
        buttons = "".join(
            f'<button name="person" value="{escape(n)}">{escape(n)}</button>' for n in self.people
        )
        return f'<!doctype html><title>Who are you?</title><form action="/chosen">{hidden}{buttons}</form>'

    def chosen(self, asked: dict[str, str]) -> str:
        """Returns where the browser goes with a new code."""
        assert asked["client_id"] == CLIENT
        assert asked["response_type"] == "code"
        code = secrets.token_urlsafe(16)
        self.codes[code] = asked["person"], asked
        return f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state']})}"

    def token(self, authorization: str, given: dict[str, str]) -> dict[str, Any]:
        """Returns the tokens for a code, once."""
        basic = base64.b64encode(f"{CLIENT}:{SECRET}".replace(" ", "%20").encode()).decode()
        plain = base64.b64encode(f"{CLIENT}:{SECRET}".encode()).decode()
        assert authorization in {f"Basic {basic}", f"Basic {plain}"}, authorization
        person, asked = self.codes.pop(given["code"])
        assert given["redirect_uri"] == asked["redirect_uri"]
        if challenge := asked.get("code_challenge"):
            digest = hashlib.sha256(given["code_verifier"].encode()).digest()
            assert base64.urlsafe_b64encode(digest).rstrip(b"=").decode() == challenge
        now = int(time.time())
        claims = {"iss": self.url, "aud": CLIENT, "sub": person, "iat": now, "exp": now + 600}
        claims |= {"nonce": asked["nonce"], "name": person, **self.people[person]}
        signed = jwt.encode({"alg": "RS256", "kid": "tests"}, claims, self.key)
        return {"access_token": "none", "token_type": "Bearer", "expires_in": 600, "id_token": signed}


def _handler(provider: Provider) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            asked = {name: values[0] for name, values in parse_qs(parts.query).items()}
            if parts.path == "/authorize":
                self._send(provider.form(asked).encode(), "text/html; charset=utf-8")
            elif parts.path == "/chosen":
                self.send_response(302)
                self.send_header("Location", provider.chosen(asked))
                self.end_headers()
            elif parts.path == "/keys":
                self._json({"keys": [provider.key.as_dict(private=False)]})
            else:
                self._json(provider.metadata())

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            given = {name: values[0] for name, values in parse_qs(body).items()}
            self._json(provider.token(self.headers["Authorization"], given))

        def _json(self, value: dict[str, Any]) -> None:
            self._send(json.dumps(value).encode(), "application/json")

        def _send(self, body: bytes, kind: str) -> None:
            self.send_response(200)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            """Logs nothing."""

    return Handler


@contextmanager
def providing(people: dict[str, dict[str, Any]]) -> Iterator[Provider]:
    """Runs a provider on a free port until the end of the block."""
    provider = Provider(people)
    with ThreadingHTTPServer(("127.0.0.1", 0), _handler(provider)) as server:
        provider.url = f"http://127.0.0.1:{server.server_port}"
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield provider
        finally:
            server.shutdown()
            thread.join()
