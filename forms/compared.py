"""Two texts compared word by word: what was removed and what was added, in order."""

from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from difflib import Match, SequenceMatcher
from itertools import accumulate, groupby
from typing import Final, Literal, NamedTuple, TypeVar

Edit = Literal["kept", "removed", "added"]
Piece = tuple[Sequence[str], Sequence[str]]
T = TypeVar("T", bound=Hashable)

MOST_STEPS: Final = 3_000_000
"""Pairs of equal words that a comparison goes through: less than half a second, as measured."""

_LONG: Final = 500_000
"""Pairs in two texts from which they are compared by sentences first."""

_ENDS: Final = (".", "!", "?", ";", "。", "؟", "।")
"""What ends a sentence, or a row of a table."""


class Span(NamedTuple):
    """Words in a row that were kept, removed or added."""

    edit: Edit
    words: tuple[str, ...]


class Compared(NamedTuple):
    """The spans in order; `whole` says that some of it was too long to compare word by word, and
    is told as replaced as a whole."""

    spans: tuple[Span, ...]
    whole: bool


class _Matcher(SequenceMatcher[T]):
    """difflib, which may take cubic time, with its steps counted before they are taken: what is
    left when they are used up does not match."""

    def __init__(self, before: Sequence[T], after: Sequence[T], steps: int) -> None:
        super().__init__(None, before, after, autojunk=False)
        self.steps = steps
        self.whole = False
        times = Counter(after)
        pairs = (1 + times[one] for one in before)
        self.until = list(accumulate(pairs, initial=0))

    @property
    def first(self) -> int:
        """The steps of the first search, through all pairs."""
        return self.until[-1]

    def find_longest_match(
        self, alo: int = 0, ahi: int | None = None, blo: int = 0, bhi: int | None = None
    ) -> Match:
        """The longest stretch that both share, as long as there are steps left."""
        steps = self.until[-1 if ahi is None else ahi] - self.until[alo]
        if steps > self.steps:
            self.whole = True
            return Match(alo, blo, 0)
        self.steps -= steps
        return super().find_longest_match(alo, ahi, blo, bhi)


def compared(before: Sequence[str], after: Sequence[str]) -> Compared:
    """What makes the words after of the words before: word by word, in long texts sentence by
    sentence first, and as a whole where even that would take too long."""
    same = _shared(before, after)
    end = _shared(before[same:][::-1], after[same:][::-1])
    old, new = before[same : len(before) - end], after[same : len(after) - end]
    spans = [Span("kept", tuple(before[:same]))]
    steps, whole = MOST_STEPS, False
    pieces: list[Piece] = [(old, new)]
    if _Matcher(old, new, 0).first > _LONG:
        pieces, steps = _pieces(old, new, steps)
    for left, right in pieces:
        if left == right:
            spans.append(Span("kept", tuple(left)))
            continue
        matcher = _Matcher(left, right, steps)
        spans += _word_by_word(matcher, left, right)
        steps, whole = matcher.steps, whole or matcher.whole
    spans.append(Span("kept", tuple(before[len(before) - end :])))
    return Compared(tuple(_joined(spans)), whole)


def _shared(before: Sequence[str], after: Sequence[str]) -> int:
    """How many words both begin with."""
    pairs = enumerate(zip(before, after, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(before), len(after)))


def _pieces(before: Sequence[str], after: Sequence[str], steps: int) -> tuple[list[Piece], int]:
    """Both texts cut where whole sentences agree, and the steps that are left."""
    old, new = _sentences(before), _sentences(after)
    matcher = _Matcher(old, new, steps)
    pieces: list[Piece] = [
        ([word for one in old[i:j] for word in one], [word for one in new[k:m] for word in one])
        for _, i, j, k, m in matcher.get_opcodes()
    ]
    return pieces, matcher.steps


def _sentences(text: Sequence[str]) -> list[tuple[str, ...]]:
    found: list[tuple[str, ...]] = []
    start = 0
    for at, word in enumerate(text, 1):
        if word.endswith(_ENDS) or at == len(text):
            found.append(tuple(text[start:at]))
            start = at
    return found


def _word_by_word(
    matcher: _Matcher[str], before: Sequence[str], after: Sequence[str]
) -> Iterator[Span]:
    for edit, i, j, k, m in matcher.get_opcodes():
        if edit == "equal":
            yield Span("kept", tuple(before[i:j]))
        else:
            yield Span("removed", tuple(before[i:j]))
            yield Span("added", tuple(after[k:m]))


def _joined(spans: list[Span]) -> Iterator[Span]:
    """The spans with neighbours of one kind made one, and removals before additions."""
    full = (span for span in spans if span.words)
    for kept, group in groupby(full, lambda span: span.edit == "kept"):
        row = list(group)
        edits: tuple[Edit, ...] = ("kept",) if kept else ("removed", "added")
        for edit in edits:
            if words := tuple(word for span in row if span.edit == edit for word in span.words):
                yield Span(edit, words)
