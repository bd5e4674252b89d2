"""What a letter knows: the names that its shipped text has in either language, of which kind each
is, and where it can be counted on."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final, Literal, get_args

from engine.words import Language
from notifications.letters import original, written
from notifications.wording.conditions import settled
from notifications.wording.tags import read
from notifications.wording.use import Conditions, How, Use, parent, prefixes
from notifications.wording.uses import uses

Kind = Literal[
    "text", "number", "amount", "list", "words", "deadline", "instant", "day", "zone", "code",
    "object",
]  # fmt: skip
"""What a name stands for: `words` are in two languages, a `code` is for asking alone, an `object`
has only attributes that can be written."""

LANGUAGES: Final[tuple[Language, ...]] = get_args(Language)

_ALWAYS: Final[Mapping[str, Kind]] = {
    "receives": "words",
    "paragraph": "text",
    "dossier": "object",
    "dossier.reference": "text",
    "dossier.states": "list",
    "dossier.states[]": "text",
    "dossier.workflow": "code",
    "mechanism": "words",
    "submitted_by": "words",
    "deadlines": "object",
    "session.name": "text",
    "session.place": "text",
    "session.opens": "day",
    "session.closes": "day",
}
"""What every letter about a dossier has."""

_PERHAPS: Final[Mapping[str, Kind]] = {"session.name_fr": "text", "session.place_fr": "text"}
PERHAPS_EMPTY: Final[Mapping[str, Kind]] = {"session": "object", "dossier.cycle": "number"}
"""What is always there and may be empty: outside cycles, while no decision has fixed the days."""

_OF_NO_DOSSIER: Final = ("receives", "paragraph")

_BY_USE: Final[tuple[tuple[How, Kind], ...]] = (
    ("derived", "deadline"), ("cited", "deadline"), ("moment", "instant"), ("day", "day"),
    ("dollars", "amount"), ("number", "number"), ("listed", "list"), ("looped", "list"),
    ("spoken", "words"), ("zone", "zone"), ("written", "text"), ("asked", "code"),
)  # fmt: skip
"""The kind of a name by what shipped letters do with it; the first that fits."""


@dataclass(frozen=True, slots=True)
class Known:
    """The names of a letter by their kind; under which conditions its shipped text uses each; and
    those that may be empty."""

    kinds: Mapping[str, Kind]
    given: Mapping[str, frozenset[Conditions]]

    def children(self, path: str) -> frozenset[str]:
        """What can follow the path; of an empty path, the names themselves."""
        return frozenset(
            name.rpartition(".")[2]
            for name in self.kinds
            if parent(name) == path and not name.endswith("]")
        )

    def has(self, path: str, use: Use) -> bool:
        """Whether what a use goes through is sure to be there: the text has asked for it, or the
        shipped letter counts on it under no more conditions."""
        if not use.must and path == use.path:
            return True
        if path.endswith("[]") or ".loop" in path or self.kinds.get(parent(path)) == "deadline":
            return True
        if path in PERHAPS_EMPTY and path == use.path and use.how == "asked":
            return True
        asked = path if path in PERHAPS_EMPTY else f"{path} is defined"
        return asked in use.under or any(
            place <= use.under for place in self.given.get(path, frozenset())
        )


@cache
def known(key: str) -> Known:
    """What the letter of that key knows."""
    own = [use for language in LANGUAGES for use in _uses(key, language)]
    base = {**_ALWAYS, **_PERHAPS, **PERHAPS_EMPTY, **_deadlines()}
    if not any(use.path.startswith("dossier.") for use in own):
        base = {name: base[name] for name in _OF_NO_DOSSIER}
    named = {name for use in own for name in prefixes(use.path)}
    kinds = _with_parts({**{name: _kinds()[name] for name in named}, **base})
    given: dict[str, set[Conditions]] = defaultdict(set)
    for use in own:
        through = prefixes(use.path)
        asks = not use.must or (use.how == "asked" and use.path in PERHAPS_EMPTY)
        for name in through[:-1] if asks else through:
            given[name].add(use.under)
    for name in _ALWAYS.keys() & base.keys():
        given[name].add(frozenset())
    return Known(kinds, {name: settled(places) for name, places in given.items()})


@cache
def _uses(key: str, language: Language) -> tuple[Use, ...]:
    return uses(read(original(key, language)).tree).used


@cache
def _kinds() -> Mapping[str, Kind]:
    """The kind of every path that any shipped letter uses."""
    done: dict[str, set[How]] = defaultdict(set)
    for key, language in written():
        for use in _uses(key, "fr" if language == "fr" else "en"):
            done[use.path].add(use.how)
            for through in prefixes(use.path)[:-1]:
                done[through] |= set()
    fixed = {**_ALWAYS, **_PERHAPS, **PERHAPS_EMPTY}
    return {path: fixed.get(path) or _kind(hows) for path, hows in done.items()}


def _kind(hows: Iterable[How]) -> Kind:
    return next((kind for how, kind in _BY_USE if how in hows), "object")


@cache
def _deadlines() -> Mapping[str, Kind]:
    """The deadlines that any dossier may have, with their parts."""
    return _with_parts(
        {
            path: kind
            for path, kind in _kinds().items()
            if parent(path) == "deadlines" and not path.endswith("]")
        }
    )


def _with_parts(kinds: Mapping[str, Kind]) -> dict[str, Kind]:
    """The same, and what each deadline and each list is made of."""
    parts = dict(kinds)
    for path, kind in kinds.items():
        if kind == "deadline":
            parts |= {f"{path}.local": "day", f"{path}.zone": "zone"}
        if kind == "list":
            loop = f"{path}[].loop"
            parts |= {loop: "object", f"{loop}.index": "number"}
            parts |= {f"{loop}.first": "code", f"{loop}.last": "code"}
    return parts


def everywhere() -> frozenset[str]:
    """The names that any shipped letter knows."""
    return frozenset(path.partition(".")[0] for path in _kinds())
