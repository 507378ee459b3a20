"""Requests one file from the web: politely, patiently, and within limits."""

import os
import ssl
import time
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import cache
from importlib.metadata import version
from urllib.parse import urldefrag

import httpx

from index.errors import FailedDownload, InvalidSetting, NotFetched, RefusedDownload
from ingest.fetching.allowed_addresses import Reach
from ingest.fetching.connection import FAULTS, CheckedTransport, Clock
from ingest.fetching.robots import LARGEST_RULES, NAME, Rules

USER_AGENT = f"{NAME}/{version('signpost')} (fetches the guidance that its register names)"
PASSING = {httpx.codes.TOO_MANY_REQUESTS, *range(500, 600)}
REDIRECTS = {301, 302, 303, 307, 308}
ROBOTS = "/robots.txt"


@dataclass(frozen=True, slots=True)
class Manners:
    """How to make requests. Times in seconds, sizes in bytes of the unpacked file.

    pause: between two requests to one host; longer if its robots.txt says so. retries: the waits before a
    second, third … attempt. longest_wait: the longest wait that a host may impose. seconds: for one attempt,
    first byte to last. silence: without any byte. wait, clock: how time passes.
    """

    pause: float = 1.0
    retries: tuple[float, ...] = (2.0, 10.0)
    longest_wait: float = 120.0
    largest: int = 100_000_000
    seconds: float = 300.0
    silence: float = 30.0
    redirects: int = 5
    wait: Callable[[float], None] = time.sleep
    clock: Clock = time.monotonic


@dataclass(frozen=True, slots=True)
class Answer:
    """What a host answered. address: after redirects. body: empty unless the status is 200."""

    address: str
    status: int
    headers: httpx.Headers
    body: bytes = b""


class Web:
    """Requests from one host at a time. loopback: see `Reach`; only for tests, no command sets it."""

    def __init__(self, manners: Manners | None = None, *, loopback: bool = False) -> None:
        self.loopback = loopback
        self._manners = manners or Manners()
        self._asked: dict[str, float] = {}
        self._rules: dict[httpx.URL, Rules | NotFetched] = {}

    def get(
        self,
        address: str,
        reach: Reach,
        conditions: Mapping[str, Mapping[str, str]] | None = None,
        largest: int | None = None,
    ) -> Answer:
        """Returns the file at an address (status 200), or the answer that it is unchanged (304).

        conditions: further headers, by the address that they are sent to, redirects included. Raises
        RefusedDownload if it may not be requested or taken, FailedDownload if nothing came.
        """
        conditions = conditions or {}
        answer = self._followed(address, reach, conditions, largest or self._manners.largest, obey=True)
        held = answer.status == httpx.codes.NOT_MODIFIED and bool(conditions.get(answer.address))
        if answer.status != httpx.codes.OK and not held:
            raise FailedDownload(f"{answer.address} answers {_status(answer.status)}: check the address")
        return answer

    def _followed(
        self,
        address: str,
        reach: Reach,
        conditions: Mapping[str, Mapping[str, str]],
        largest: int,
        *,
        obey: bool,
    ) -> Answer:
        """Returns the first answer that is not a redirect, after checking each address on the way."""
        for _ in range(self._manners.redirects + 1):
            url = reach.checked(urldefrag(address).url)
            pause = self._allowed(url, reach) if obey else self._manners.pause
            answer = self._answered(url, reach, conditions.get(str(url), {}), largest, pause)
            if answer.status not in REDIRECTS or "location" not in answer.headers:
                return answer
            try:
                address = str(url.join(answer.headers["location"]))
            except httpx.InvalidURL as error:
                raise RefusedDownload(
                    f"{url} redirects to something that is not a web address ({error})"
                ) from error
        raise RefusedDownload(f"its address redirects more than {self._manners.redirects} times: check it")

    def _allowed(self, url: httpx.URL, reach: Reach) -> float:
        """Returns the pause that the host wants. Raises RefusedDownload if robots.txt forbids the request."""
        robots = url.copy_with(raw_path=ROBOTS.encode())
        if robots not in self._rules:
            try:
                answer = self._followed(str(robots), reach, {}, LARGEST_RULES, obey=False)
                self._rules[robots] = Rules.of(answer.status, answer.body)
            except NotFetched as error:
                # RFC 9309, 2.3.1.4: if the rules cannot be reached, everything is forbidden.
                kind = type(error)
                self._rules[robots] = kind(
                    f"{robots} cannot be read, so nothing was requested there: {error}"
                )
        rules = self._rules[robots]
        if isinstance(rules, NotFetched):
            raise rules
        if not rules.allow(str(url)):
            raise RefusedDownload(
                f"{robots} forbids requesting {url}: download the file by hand, or ask the publisher"
            )
        return max(self._manners.pause, min(rules.pause, self._manners.longest_wait))

    def _answered(
        self, url: httpx.URL, reach: Reach, headers: Mapping[str, str], largest: int, pause: float
    ) -> Answer:
        """Returns one answer, trying again after a fault of the connection or the server."""
        manners = self._manners
        for delay in (*manners.retries, None):
            asked_to_wait = 0.0
            self._be_polite(url.host, pause)
            deadline = manners.clock() + manners.seconds
            try:
                answer = self._once(url, reach, headers, largest, deadline)
                if answer.status not in PASSING:
                    return answer
                reason = f"{url} answers {_status(answer.status)}"
                asked_to_wait = _retry_after(answer.headers.get("retry-after", ""))
            except FAULTS as error:
                reason = f"the connection to {url.host} failed ({str(error) or type(error).__name__})"
                if manners.clock() >= deadline:
                    raise FailedDownload(
                        f"{url} did not come within {manners.seconds:g} s: try again later"
                    ) from error
            if asked_to_wait > manners.longest_wait:
                raise FailedDownload(f"{reason} and asks us to wait: try again in {asked_to_wait:.0f} s")
            if delay is not None:
                manners.wait(max(delay, asked_to_wait))
        raise FailedDownload(f"{reason}: try again later")

    def _be_polite(self, host: str, pause: float) -> None:
        """Waits until the pause since the last request to the host has passed."""
        manners = self._manners
        if host in self._asked:
            left = self._asked[host] + pause - manners.clock()
            if left > 0:
                manners.wait(left)
        self._asked[host] = manners.clock()

    def _once(
        self, url: httpx.URL, reach: Reach, headers: Mapping[str, str], largest: int, deadline: float
    ) -> Answer:
        manners = self._manners
        trusted = _trusted(os.environ.get("SSL_CERT_FILE"))
        transport = CheckedTransport(deadline, manners.clock, loopback=reach.loopback, context=trusted)
        # Compressed files are not requested, because their ETag may differ. One that comes is unpacked.
        asked = {"User-Agent": USER_AGENT, "Accept-Encoding": "identity", **headers}
        timeout = httpx.Timeout(manners.silence).as_dict()
        # Not httpx's own client: it could decide about cookies, proxies and redirects.
        with transport:
            request = httpx.Request("GET", url, headers=asked, extensions={"timeout": timeout})
            response = transport.handle_request(request)
            body = b""
            if response.status_code == httpx.codes.OK:
                body = b"".join(_body(response, largest))
            return Answer(str(url), response.status_code, response.headers, body)


def _body(response: httpx.Response, largest: int) -> Iterator[bytes]:
    """Yields the unpacked file. Raises RefusedDownload if it exceeds `largest`, whatever its headers say."""
    too_large = RefusedDownload(f"the file is larger than {largest:,} bytes: download it by hand")
    declared = response.headers.get("content-length", "")
    if declared.isdecimal() and int(declared) > largest:
        raise too_large
    packing = response.headers.get("content-encoding", "identity").strip().lower()
    if packing not in {"identity", "gzip", "x-gzip"}:
        raise RefusedDownload(f"the file is packed as {packing}, which we cannot unpack: download it by hand")
    # 31: gzip and nothing else. Each piece is unpacked only up to the limit.
    gzip = zlib.decompressobj(31) if packing != "identity" else None
    size = 0
    for packed in response.iter_raw():
        try:
            piece = gzip.decompress(packed, largest - size + 1) if gzip else packed
        except zlib.error as error:
            raise FailedDownload(f"the file cannot be unpacked ({error}): try again later") from error
        size += len(piece)
        if size > largest:
            raise too_large
        yield piece
    if gzip and (not gzip.eof or gzip.unused_data):
        raise FailedDownload("the end of the file cannot be unpacked: try again later")


def _retry_after(value: str) -> float:
    """Returns the seconds that a host asks us to wait; 0 if it does not say."""
    if value.strip().isdecimal():
        return float(value)
    try:
        until = parsedate_to_datetime(value).astimezone(UTC)
    except (ValueError, OverflowError):
        return 0.0
    return (until - datetime.now(UTC)).total_seconds()


def _status(status: int) -> str:
    return f"{status} {httpx.codes.get_reason_phrase(status)}".strip()


@cache
def _trusted(authorities: str | None) -> ssl.SSLContext:
    """Returns whom to trust: the certificate authorities in a file, or the public ones if none is named."""
    if not authorities:
        return httpx.create_ssl_context(trust_env=False)
    try:
        return ssl.create_default_context(cafile=authorities)
    except OSError as error:
        raise InvalidSetting(
            f"SSL_CERT_FILE is {authorities!r}, where no certificates can be read ({error}): name a PEM file "
            "with the authorities to trust, or unset it"
        ) from error
