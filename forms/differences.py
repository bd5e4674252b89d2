"""What was changed between two revisions of the answers, field by field, told to who decides."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from textwrap import fill
from typing import Any, Final

from engine.words import Language, Words
from forms.compared import Span, compared
from forms.form import Edition, Field
from forms.plain import grouped, visible
from forms.spoken import spoken
from forms.substance import substance
from forms.told import Place
from forms.words_counted import parted

_AROUND: Final = 8
"""Unchanged words shown on either side of a change."""

_SIGNS: Final = {"added": ("[+", "+]"), "removed": ("[-", "-]")}
_FORGED: Final = re.compile(r"^(?=\])|\[(?=[+-]|$)|[+-](?=\])")


@dataclass(frozen=True, slots=True)
class Change:
    """One answer before and after: its words in order, kept, removed and added. `state` is empty
    where the question is not asked of every State; `substantive` means more than white space,
    letter case or punctuation; `whole` that it was too long to compare word by word throughout."""

    field: str
    state: str
    place: Place
    spans: tuple[Span, ...]
    substantive: bool
    whole: bool


def changed(
    edition: Edition,
    before: Mapping[str, Any],
    after: Mapping[str, Any],
    language: Language = "en",
) -> tuple[Change, ...]:
    """Every answer that differs between two revisions as they were read, in the order of the
    form; choices and names of parts are put in that language."""
    return tuple(
        _change(asked, state, place, old, new, language)
        for asked in edition.fields
        for state, place, old, new in _both(asked, before.get(asked.name), after.get(asked.name))
        if old != new
    )


def report(
    edition: Edition, before: Mapping[str, Any], after: Mapping[str, Any], language: Language
) -> str:
    """The change report: what was changed between the file as returned and as completed."""
    changes = changed(edition, before, after, language)
    if not changes:
        return _NOTHING.spoken(language)
    told = [_head(changes).spoken(language), _LEGEND.spoken(language)]
    for section in edition.sections:
        names = {asked.name for asked in section.fields}
        if here := [change for change in changes if change.field in names]:
            told.append(f"{section.number} {section.title.spoken(language)}")
            told += (_told(change, language) for change in here)
    return "\n\n".join(told) + "\n"


_NOTHING: Final = Words("No answer was changed.\n", "Aucune réponse n'a été modifiée.\n")
_LEGEND: Final = Words(
    "[+added+] [-removed-] ... words that were not changed",
    "[+ajouté+] [-supprimé-] ... mots inchangés",
)
_SPACE: Final = Words("only white space was changed", "seuls les espaces ont été modifiés")
_ROWS: Final = Words("the same words, divided otherwise", "les mêmes mots, répartis autrement")
_FORM: Final = Words(
    "not substantive: only white space, letter case or punctuation",
    "sans effet sur le fond : seulement espaces, majuscules ou ponctuation",
)
_WHOLE: Final = Words(
    "too long to compare word by word throughout: in part replaced as a whole",
    "trop long pour une comparaison mot à mot : remplacé en bloc, au moins en partie",
)


def _both(asked: Field, before: Any, after: Any) -> Iterator[tuple[str, Place, Any, Any]]:
    """The two answers to every question that a field asks; States in the order of the later
    revision, then those that are no longer there."""
    place = Place(asked.name, asked.label)
    if not asked.per_state:
        yield "", place, before, after
        return
    before, after = before or {}, after or {}
    for state in dict.fromkeys(chain(after, before)):
        yield state, place.within(state), before.get(state), after.get(state)


def _change(
    asked: Field, state: str, place: Place, before: Any, after: Any, language: Language
) -> Change:
    found = compared(
        parted(spoken(asked, before, language)), parted(spoken(asked, after, language))
    )
    substantive = before != after if asked.choices else substance(before) != substance(after)
    return Change(asked.name, state, place, found.spans, substantive, found.whole)


def _head(changes: tuple[Change, ...]) -> Words:
    fields = grouped(len({change.field for change in changes}))
    deep = grouped(len({change.field for change in changes if change.substantive}))
    return Words(
        f"Fields changed: {fields.en}. Changed substantively: {deep.en}.",
        f"Champs modifiés : {fields.fr}. Modifiés sur le fond : {deep.fr}.",
    )


def _told(change: Change, language: Language) -> str:
    name = change.place.name.spoken(language)
    head = " ".join([name, *(f"({note.spoken(language)})" for note in _notes(change))])
    if not _in_words(change):
        return head
    body = fill(
        " ".join(_shown(change.spans)),
        width=96,
        initial_indent="    ",
        subsequent_indent="    ",
        break_long_words=False,
        break_on_hyphens=False,
    )
    return f"{head}\n{body}"


def _notes(change: Change) -> Iterator[Words]:
    if not _in_words(change):
        yield _ROWS if change.substantive else _SPACE
    elif not change.substantive:
        yield _FORM
    if change.whole:
        yield _WHOLE


def _in_words(change: Change) -> bool:
    return any(span.edit != "kept" for span in change.spans)


def _shown(spans: tuple[Span, ...]) -> Iterator[str]:
    last = len(spans) - 1
    for at, (edit, words) in enumerate(spans):
        if edit == "kept":
            yield _harmless(" ".join(_shortened(words, first=at == 0, last=at == last)))
        else:
            opening, closing = _SIGNS[edit]
            yield f"{opening}{_harmless(' '.join(words))}{closing}"


def _shortened(words: tuple[str, ...], *, first: bool, last: bool) -> tuple[str, ...]:
    """The words that stand around a change: the end of what is before it, the beginning of what
    is after it."""
    head = 0 if first else _AROUND
    tail = 0 if last else _AROUND
    if len(words) <= head + tail + 1:
        return words
    return (*words[:head], "...", *words[len(words) - tail :])


def _harmless(text: str) -> str:
    """The words of an answer so that they cannot pass for a sign of the report, and hide
    nothing."""
    return visible(_FORGED.sub(r"\g<0> ", text))
