"""robots.txt: what a site lets programs fetch unasked. What a user names himself is fetched without it."""

from __future__ import annotations

from collections import OrderedDict
from urllib.parse import urlsplit
from urllib.robotparser import RobotFileParser

from selon.errors import InputError
from selon.intake.formats.fetch import AGENT, ServerError, fetch

#: The longest robots.txt that is read, in bytes (RFC 9309: 500 KB at least).
LIMIT = 1024 * 1024
#: Of how many sites the rules are kept.
_SITES = 1000
_NOTHING = ["User-agent: *", "Disallow: /"]


class Robots:
    """The rules of sites, each fetched once.

    *allow_private*: see ``fetch``; *timeout* is in seconds.
    """

    def __init__(self, *, allow_private: bool = False, timeout: float = 10.0) -> None:
        self._private = allow_private
        self._timeout = timeout
        self._rules: OrderedDict[str, RobotFileParser] = OrderedDict()

    def may_fetch(self, url: str) -> bool:
        """Whether the site lets *url* be fetched. A site without robots.txt does; one that does not answer, or with an error of its own, does not."""
        return self._of(url).can_fetch(AGENT, url)

    def delay(self, url: str) -> float | None:
        """How many seconds the site wants between two requests; None where it says nothing."""
        wanted = self._of(url).crawl_delay(AGENT)
        return float(wanted) if wanted is not None else None

    def _of(self, url: str) -> RobotFileParser:
        parts = urlsplit(url)
        site = f"{parts.scheme}://{parts.netloc}"
        if site not in self._rules:
            self._rules[site] = self._fetched(f"{site}/robots.txt")
            if len(self._rules) > _SITES:
                self._rules.popitem(last=False)
        return self._rules[site]

    def _fetched(self, url: str) -> RobotFileParser:
        rules = RobotFileParser(url)
        lines = _NOTHING
        try:
            lines = fetch(url, limit=LIMIT, timeout=self._timeout, allow_private=self._private, typed=False).data.decode("utf-8", errors="replace").splitlines()
        except ServerError as error:
            # RFC 9309: "unavailable" (4xx) allows everything, "unreachable" nothing.
            lines = _NOTHING if error.status >= 500 or error.status == 429 else []
        except InputError:
            pass
        rules.parse(lines)
        return rules


def may_fetch(url: str, *, allow_private: bool = False) -> bool:
    """Whether the site of *url* lets it be fetched (see ``Robots``, which keeps the rules of a site for the next address)."""
    return Robots(allow_private=allow_private).may_fetch(url)
