"""What a host's robots.txt lets us ask, by RFC 9309."""

from http import HTTPStatus

from protego import Protego

# What we are called in robots.txt and, with the version, in every request.
NAME = "Signpost"
# RFC 9309 has 500 KiB read at least; a larger file is refused, for half of the rules are none.
LARGEST_RULES = 500 * 1024


class Rules:
    """The rules of one host for us."""

    def __init__(self, text: str) -> None:
        self._rules = Protego.parse(text)

    @classmethod
    def of(cls, status: int, body: bytes) -> "Rules":
        """The rules in an answer. A host that has none (any status from 400 to 499) allows everything."""
        return cls(body.decode("utf-8", errors="replace") if status == HTTPStatus.OK else "")

    def allow(self, address: str) -> bool:
        """Returns whether this address may be asked."""
        return self._rules.can_fetch(address, NAME)

    @property
    def pause(self) -> float:
        """The seconds that the host wants between two requests; 0 where it does not say."""
        return self._rules.crawl_delay(NAME) or 0.0
