"""The parser's tree as plain lists, which a language pack rewrites into the neutral view."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True)
class RawTree:
    """Parallel lists, one entry a token. *label* begins as the parser's and must end as a neutral role;
    *head* is the number of the governing token, the token's own for a root. *tag* is the fine tag,
    *morph* the features as UD writes them."""

    word: list[str]
    lemma: list[str]
    pos: list[str]
    tag: list[str]
    morph: list[str]
    label: list[str]
    head: list[int]

    def children(self) -> list[list[int]]:
        """The children of each token, in text order, as the tree stands now."""
        found: list[list[int]] = [[] for _ in self.head]
        for i, h in enumerate(self.head):
            if h != i:
                found[h].append(i)
        return found

    def root(self, token: int) -> int:
        """The root of the sentence that *token* stands in."""
        while self.head[token] != token:
            token = self.head[token]
        return token

    def opening(self, token: int) -> int:
        """The first token of the phrase that *token* heads, as far as it reaches to the left without a gap."""
        first = token
        while first > 0 and self.is_under(first - 1, token):
            first -= 1
        return first

    def is_under(self, token: int, over: int) -> bool:
        """Whether *token* is *over* or hangs on it, however far down."""
        while token != over and self.head[token] != token:
            token = self.head[token]
        return token == over
