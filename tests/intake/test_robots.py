"""robots.txt."""

from __future__ import annotations

import pytest

from selon.intake.formats.robots import Robots, may_fetch
from tests.intake.test_fetch import Serve, serve

__all__ = ["serve"]


def test_rules(serve: Serve) -> None:
    site = serve({"/robots.txt": (200, {}, b"User-agent: *\nDisallow: /private\nCrawl-delay: 3\n\nUser-agent: selon\nDisallow: /feeds/old\nCrawl-delay: 7\n")})
    robots = Robots(allow_private=True)
    assert robots.may_fetch(f"{site}/feeds/new")
    assert robots.may_fetch(f"{site}/private")
    assert not robots.may_fetch(f"{site}/feeds/old")
    assert robots.delay(f"{site}/feeds/new") == 7


@pytest.mark.parametrize(("status", "allowed"), [(404, True), (403, True), (429, False), (500, False), (503, False)])
def test_without_rules(serve: Serve, status: int, allowed: bool) -> None:
    site = serve({"/robots.txt": (status, {}, b"")})
    assert may_fetch(f"{site}/feed", allow_private=True) is allowed


def test_site_that_does_not_answer(serve: Serve) -> None:
    assert not may_fetch("http://127.0.0.1:1/feed", allow_private=True)
    assert not may_fetch(f"{serve({})}/feed")  # in here, which is not allowed
    site = serve({"/robots.txt": (302, {"Location": "file:///etc/passwd"}, b"")})
    assert not may_fetch(f"{site}/feed", allow_private=True)
