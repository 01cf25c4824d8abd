"""Candidate keys: dispatches that belong together share at least one."""

from __future__ import annotations

from selon.stories.card import Card


def keys(card: Card) -> frozenset[str]:
    """Short strings to look candidates up by (at most a few dozen): bands of the signature, and coded facts with their time."""
    raise NotImplementedError
