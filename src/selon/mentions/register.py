"""What a reader remembers of a dispatch: who was mentioned where, under which names, and how long ago."""

from __future__ import annotations

import bisect
from collections.abc import Iterator
from itertools import islice

from selon.mentions.draft import Draft
from selon.mentions.names import Hit, governing_token
from selon.model.text import Span
from selon.syntax.view import View

#: So many entities are looked through for an antecedent: time stays linear in the text.
_REMEMBERED = 120


class Register:
    """The entities of a dispatch and the places of their mentions.

    *hits* are the known names by token; *drafts* the entities by number; every search looks back over a bounded
    stretch, so that time stays linear in the text.
    """

    def __init__(self, view: View) -> None:
        self.view = view
        self.hits: dict[int, Hit] = {}
        self.drafts: list[Draft] = []
        self._of_head: dict[int, tuple[int, ...]] = {}
        self._heads: list[int] = []
        self._recent: dict[int, None] = {}
        self._ending: dict[int, list[int]] = {}
        self._called: dict[str, int] = {}
        self._within: dict[int, int] = {}

    def call(self, draft: Draft, key: str) -> None:
        """Give *draft* one more normalised name."""
        draft.names.add(key)
        self._called[key] = draft.number

    def called(self, key: str) -> int | None:
        """The latest entity that bears the normalised name *key*."""
        return self._called.get(key)

    def ending_at(self, token: int) -> list[int]:
        """The entities whose mentions end with *token*, the one noted last (the inmost) first."""
        return self._ending.get(self.view.end[token], [])

    def latest(self, before: int) -> list[Draft]:
        """The entities mentioned before token *before*, the one mentioned last first; a reader remembers so many."""
        found: list[tuple[int, Draft]] = []
        for number in islice(reversed(self._recent), _REMEMBERED):
            last = self.last_before(self.drafts[number], before)
            if last >= 0:
                found.append((last, self.drafts[number]))
        found.sort(key=lambda pair: -pair[0])
        return [draft for _, draft in found]

    def last_before(self, draft: Draft, before: int) -> int:
        """The head token of its latest mention before token *before*, -1 where there is none."""
        k = bisect.bisect_left(draft.tokens, before)
        return draft.tokens[k - 1] if k else -1

    def heads_before(self, before: int, sentence: int, *, backwards: bool = False) -> Iterator[tuple[int, tuple[int, ...]]]:
        """Heads of mentions before token *before*, from sentence *sentence* on, in text order (or backwards), with their entities."""
        begin = bisect.bisect_left(self._heads, self.view.sentences[max(sentence, 0)][0])
        end = bisect.bisect_left(self._heads, before)
        heads = self._heads[max(begin, end - 2 * _REMEMBERED) : end]
        for head in reversed(heads) if backwards else heads:
            yield head, self._of_head[head]

    def note_mention(self, draft: Draft, span: Span, token: int) -> None:
        """Note that *span*, headed by *token*, mentions *draft*."""
        draft.spans.add(span)
        if token not in draft.tokens[-1:]:
            bisect.insort(draft.tokens, token)
        self._ending.setdefault(span.end, []).insert(0, draft.number)
        self._recent.pop(draft.number, None)
        self._recent[draft.number] = None

    def retell(self, token: int, number: int) -> None:
        """The mention headed by *token* is entity *number*'s; so are the later ones of an entity that it founded."""
        for old in self._of_head.get(token, ()):
            draft = self.drafts[old]
            founded = draft.tokens[:1] == [token] and not draft.named
            for t in list(draft.tokens) if founded else [token]:
                span = min((s for s in draft.spans if s.start <= self.view.start[t] < s.end), key=lambda s: s.end - s.start)
                draft.tokens.remove(t)
                draft.spans -= {span} if not founded else set()
                self._of_head[t] = tuple(number if n == old else n for n in self._of_head[t])
                self.note_mention(self.drafts[number], span, t)
            if founded:
                draft.spans.clear()

    def at(self, token: int) -> tuple[int, ...]:
        """The entities of the mention that *token* is the head or a name word of; () where no mention is."""
        if token in self._of_head:
            return self._of_head[token]
        hit = self.hits.get(token)
        if hit is not None and (head := governing_token(self.view, hit)) in self._of_head:
            return self._of_head[head]
        outer = self._within.get(token)
        return self._of_head.get(outer, ()) if outer is not None else ()
