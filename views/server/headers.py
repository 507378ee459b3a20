"""Headers of every response: what a browser may load, do and store.

The outermost layer of the server. Of websockets it only checks who may open one.
"""

from collections.abc import Mapping

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from views.server.html_shell import Shell
from views.site import Site

# Streamlit serves scripts and styles below this path. A file there never changes under its name.
ASSETS = "/static/"
# Streamlit accepts uploads below this path.
UPLOADS = "/_stcore/upload_file"
YEAR = 365 * 24 * 3600
WRONG_NAME = (
    "Signpost does not answer under this name. If you run it, set SIGNPOST_PUBLIC_URL to the address that "
    "browsers use."
)


def policy(shell: Shell) -> str:
    """Returns the Content-Security-Policy of the page: nothing is loaded from or sent to another site."""
    rules = {
        "default-src": "'self'",
        # Streamlit uses WebAssembly for large numbers and runs our component's script from a blob: URL. It
        # needs no eval, and no inline scripts but those listed.
        "script-src": " ".join(["'self'", "'wasm-unsafe-eval'", "blob:", *shell.scripts]),
        # Streamlit writes its styles into the page while it runs.
        "style-src": "'self' 'unsafe-inline'",
        "img-src": "'self' data: blob:",
        "font-src": "'self' data:",
        "connect-src": "'self'",
        "worker-src": "'self' blob:",
        "frame-src": "'none'",
        "object-src": "'none'",
        "base-uri": "'self'",
        "form-action": "'self'",
        "frame-ancestors": "'none'",
    }
    return "; ".join(f"{name} {sources}" for name, sources in rules.items())


def headers_for(site: Site, shell: Shell) -> dict[str, str]:
    """Returns the headers to add to every response. A header that a response already has stays."""
    headers = {
        "Content-Security-Policy": policy(shell),
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
        "Permissions-Policy": "camera=(), microphone=(), geolocation=(), clipboard-write=(self)",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Cache-Control": "no-store",
    }
    if site.https:
        headers["Strict-Transport-Security"] = f"max-age={YEAR}"
    return headers


class Guarded:
    """Wraps an application: answers only under its own names, and adds the headers to every response.

    uploads: whether the application accepts files.
    """

    def __init__(self, app: ASGIApp, site: Site, shell: Shell, *, uploads: bool = False) -> None:
        self._app = app
        self._uploads = uploads
        self._site = site
        self._shell = shell
        self._headers = headers_for(site, shell)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers or refuses: 421 under another name, 403 for a websocket opened by another site's page."""
        if scope["type"] == "http":
            answer = _Answer(scope, send, self._site, self._shell, self._headers)
            if not self._uploads and scope["path"].startswith(self._site.base + UPLOADS):
                # Streamlit accepts files from anyone with an open page, and keeps them while it is open.
                await PlainTextResponse("uploads are switched off", status_code=403)(
                    scope, receive, answer.send
                )
            elif self._site.answers_to(Headers(scope=scope).get("host")):
                await self._app(self._asked_of_us(scope), receive, answer.send)
            else:
                await PlainTextResponse(WRONG_NAME, status_code=421)(scope, receive, answer.send)
        elif scope["type"] == "websocket" and not self._lets_connect(Headers(scope=scope)):
            # Checked here because Streamlit's own check asks an outside service for this machine's address.
            await send({"type": "websocket.close", "code": 1008})
        else:
            await self._app(scope, receive, send)

    def _lets_connect(self, headers: Headers) -> bool:
        host = headers.get("host")
        return self._site.answers_to(host) and self._site.lets_connect(headers.get("origin"), host)

    def _asked_of_us(self, scope: Scope) -> Scope:
        """Returns the request without headers that allow a compressed response or a 304."""
        if scope["path"].startswith(self._site.base + ASSETS):
            return scope
        dropped = {b"accept-encoding", b"if-none-match", b"if-modified-since"}
        return {**scope, "headers": [pair for pair in scope["headers"] if pair[0] not in dropped]}


class _Answer:
    """One outgoing response. A page's HTML is buffered until it is complete."""

    def __init__(
        self, scope: Scope, send: Send, site: Site, shell: Shell, headers: Mapping[str, str]
    ) -> None:
        self._scope = scope
        self._send = send
        self._site = site
        self._shell = shell
        self._headers = headers
        self._start: Message | None = None
        self._body = b""

    async def send(self, message: Message) -> None:
        """Passes on what the application sends, with changes where needed."""
        if message["type"] == "http.response.start":
            headers = MutableHeaders(raw=list(message["headers"]))
            self._complete(headers)
            message = {**message, "headers": headers.raw}
            if headers.get("content-type", "").startswith("text/html"):
                self._start = message
                return
        elif self._start is not None:
            self._body += message.get("body", b"")
            if message.get("more_body"):
                return
            await self._send_page(self._start)
            return
        await self._send(message)

    def _complete(self, headers: MutableHeaders) -> None:
        for name, value in self._headers.items():
            headers.setdefault(name, value)
        if "location" in headers:
            # Behind a proxy, only the proxy knows the scheme and host that the browser used.
            own = f"{self._scope['scheme']}://{Headers(scope=self._scope).get('host')}/"
            headers["location"] = headers["location"].replace(own, "/", 1)
        if self._site.https:
            cookies = [value for name, value in headers.raw if name == b"set-cookie"]
            del headers["set-cookie"]
            for cookie in cookies:
                secure = cookie if b"; secure" in cookie.lower() else cookie + b"; Secure"
                headers.append("set-cookie", secure.decode("latin-1"))

    async def _send_page(self, start: Message) -> None:
        headers = MutableHeaders(raw=start["headers"])
        if self._body == self._shell.original:
            self._body = self._shell.changed
        headers["cache-control"] = "no-store"
        for name in ("etag", "last-modified"):
            del headers[name]
        if self._scope["method"] == "HEAD":
            del headers["content-length"]
        else:
            headers["content-length"] = str(len(self._body))
        await self._send({**start, "headers": headers.raw})
        await self._send({"type": "http.response.body", "body": self._body})
