"""What a State is told about its answers: faults, what is open, what is beyond its limit."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from engine.citation import Mark
from engine.words import Words
from forms.form import Limit, Unit
from forms.plain import grouped


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a form: by names ("contact / Kenya / email"), and in words for people."""

    path: str
    name: Words

    def within(self, part: str, called: Words | None = None) -> "Place":
        """A part of this place; a part without words of its own is called by its name."""
        called = called or Words(part, part)
        return Place(
            f"{self.path} / {part}" if self.path else part,
            Words(*(f"{a} / {b}" if a else b for a, b in zip(self.name, called, strict=True))),
        )

    def saying(self, said: Words) -> Words:
        """A whole sentence about this place."""
        return Words(f"{self.name.en}: {said.en}", f"{self.name.fr} : {said.fr}")


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong at a place, or worth knowing there, with what was given, as it was given: it
    may hold characters that a database refuses."""

    place: Place
    said: Words
    given: Any

    @property
    def path(self) -> str:
        """The place by names."""
        return self.place.path

    @property
    def sentence(self) -> Words:
        """The fault with its place."""
        return self.place.saying(self.said)


@dataclass(frozen=True, slots=True)
class Open:
    """A question that waits for its answer; `parts` are the parts that are missing, by path, and
    none if all is."""

    field: str
    state: str
    place: Place
    parts: tuple[Place, ...] = ()

    @property
    def sentence(self) -> Words:
        """What is still to be given."""
        if not self.parts:
            return self.place.saying(Words("not answered yet", "sans réponse à ce jour"))
        whole = self.place.name
        en = ", ".join(part.name.en.removeprefix(f"{whole.en} / ") for part in self.parts)
        fr = ", ".join(part.name.fr.removeprefix(f"{whole.fr} / ") for part in self.parts)
        return self.place.saying(Words(f"not given yet: {en}", f"reste à donner : {fr}"))


_UNITS: Final[Mapping[Unit, Words]] = {
    "words": Words("word", "mot"),
    "characters": Words("character", "caractère"),
}

_MARKS: Final[Mapping[Mark, Words]] = {
    "verified": Words("verified", "vérifié"),
    "remembered": Words("remembered", "de mémoire"),
    "interpretation": Words("interpretation", "interprétation"),
    "illustrative": Words("illustrative", "à titre d'illustration"),
}


@dataclass(frozen=True, slots=True)
class Beyond:
    """An answer that is shorter or longer than its limit, which knows its cite and its mark."""

    field: str
    state: str
    place: Place
    count: int
    limit: Limit

    @property
    def sentence(self) -> Words:
        """How long it is, how long it may be, and where that is written."""
        limit, few = self.limit, self.limit.least is not None and self.count < self.limit.least
        bound = grouped((limit.least if few else limit.most) or 0)
        count, unit, mark = grouped(self.count), _UNITS[limit.unit], _MARKS[limit.mark]
        en = f"{count.en} {unit.en}{'' if self.count == 1 else 's'}"
        fr = f"{count.fr} {unit.fr}{'' if self.count < 2 else 's'}"
        return self.place.saying(
            Words(
                f"{en}, at {'least' if few else 'most'} {bound.en} [{limit.cite}; {mark.en}]",
                f"{fr}, au {'moins' if few else 'plus'} {bound.fr} [{limit.cite} ; {mark.fr}]",
            )
        )


@dataclass(slots=True)
class Told:
    """What is to be told, as the answers are read: `remarks` stand beside answers that were
    understood, `missing` are parts of an answer that has begun."""

    faults: list[Fault] = field(default_factory=list)
    remarks: list[Fault] = field(default_factory=list)
    missing: list[Place] = field(default_factory=list)

    def fault(self, place: Place, en: str, fr: str, given: Any) -> None:
        """Tells one fault."""
        self.faults.append(Fault(place, Words(en, fr), given))
