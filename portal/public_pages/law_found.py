"""The law as a list: every parameter and every rule, found by its words and its paragraph."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from engine.bilingual import cited
from engine.parameters import Parameters, Value
from engine.rules import Rule
from engine.words import Words

DRAFT = "draft"
"""How the citation of a value begins that nobody has decided yet."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter: its name, its label, its values, the latest first, and the one that holds now
    (None where none does)."""

    name: str
    label: Words
    values: tuple[Value, ...]
    now: Value | None

    @property
    def draft(self) -> bool:
        """Whether one of its values is a draft."""
        return any(map(is_draft, self.values))

    @property
    def paragraphs(self) -> frozenset[str]:
        """Everything it cites."""
        return frozenset(p for value in self.values for p in paragraphs(value.cite))


@dataclass(frozen=True, slots=True)
class Law:
    """Some parameters and rules, and every paragraph that any of all of them cites."""

    parameters: tuple[Parameter, ...]
    rules: tuple[Rule, ...]
    paragraphs: tuple[str, ...]

    def found(self, words: str, paragraph: str) -> "Law":
        """Those in whose words, in either language, all of these words stand, and that cite the
        paragraph; an empty one asks nothing."""
        wanted = words.casefold().split()
        return Law(
            tuple(
                one for one in self.parameters
                if _says(wanted, one.name, *one.label, *(value.cite for value in one.values))
                and paragraph in ("", *one.paragraphs)
            ),
            tuple(
                one for one in self.rules
                if _says(wanted, one.name, *one.requirement, str(one.citation))
                and paragraph in ("", *paragraphs(str(one.citation)))
            ),
            self.paragraphs,
        )  # fmt: skip


def all_of(
    law: Parameters, labels: Mapping[str, Words], rules: Mapping[str, Rule], today: date
) -> Law:
    """The whole law."""
    parameters = tuple(parameter(law, labels, name, today) for name in law.names())
    in_order = tuple(rules[name] for name in sorted(rules))
    cites = {p for one in parameters for p in one.paragraphs}
    cites |= {p for one in in_order for p in paragraphs(str(one.citation))}
    return Law(parameters, in_order, tuple(sorted(cites, key=_naturally)))


def parameter(law: Parameters, labels: Mapping[str, Words], name: str, today: date) -> Parameter:
    """One parameter. UnknownParameter where there is none of that name."""
    values = law.values(name)
    label = labels.get(name) or Words(law.labels[name], law.labels[name])
    return Parameter(name, label, values[::-1], _now(values, today))


def is_draft(value: Value) -> bool:
    """Whether nobody has decided it yet."""
    return value.cite.startswith(DRAFT)


def paragraphs(cite: str) -> list[str]:
    """The paragraphs and decisions of a citation, each by itself."""
    return [part.strip() for part in re.split("[;,]", cite) if part.strip() not in ("", DRAFT)]


def spoken_cite(value: Value) -> Words:
    """What a value cites, as each language cites it."""
    plain = cited(value.cite)
    if is_draft(value):
        return Words(
            plain.en, plain.fr.replace("draft ; as", "projet, comme").replace(" and ", " et ")
        )
    return Words(plain.en, value.says.get("cite_fr", plain.fr))


def _says(wanted: Iterable[str], *texts: str) -> bool:
    said = " ".join(texts).casefold()
    return all(word in said for word in wanted)


def _now(values: Iterable[Value], today: date) -> Value | None:
    """What holds on that day, or for the cycle whose session is that year's."""
    found = None
    for value in values:
        if is_draft(value):
            continue
        since = value.since is not None and value.since <= today
        lasting = (
            value.from_cycle is not None and value.from_cycle <= today.year <= value.last_cycle
        )
        if since or lasting or value.cycle == today.year:
            found = value
    return found


def _naturally(text: str) -> list[tuple[bool, int, str]]:
    """Sorts 7.COM before 10.COM."""
    return [
        (not part.isdecimal(), int(part) if part.isdecimal() else 0, part) for part in _parts(text)
    ]


def _parts(text: str) -> Iterator[str]:
    yield from (part for part in re.split(r"(\d+)", text) if part)
