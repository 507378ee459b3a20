"""Applies a host's robots.txt, by RFC 9309."""

from http import HTTPStatus

from protego import Protego

# Our name in robots.txt and, with the version, in every request.
NAME = "Signpost"
# RFC 9309 requires reading at least 500 KiB; a larger file is refused, because half the rules are no rules.
LARGEST_RULES = 500 * 1024


class Rules:
    """The rules of one host for Signpost."""

    def __init__(self, text: str) -> None:
        self._rules = Protego.parse(text)

    @classmethod
    def of(cls, status: int, body: bytes) -> "Rules":
        """Reads the rules from an answer. A host without any (status 400 to 499) allows everything."""
        return cls(body.decode("utf-8", errors="replace") if status == HTTPStatus.OK else "")

    def allow(self, address: str) -> bool:
        """Returns whether this address may be requested."""
        return self._rules.can_fetch(address, NAME)

    @property
    def pause(self) -> float:
        """Returns the seconds that the host wants between two requests; 0 if it does not say."""
        return self._rules.crawl_delay(NAME) or 0.0
