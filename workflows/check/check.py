"""The check of a file: what is missing by itself, what an officer sees, and what follows."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from engine.calendar import Deadline
from engine.parameters import Parameters, UnknownParameter
from engine.words import Language, Words
from workflows.check.filed import Filed
from workflows.check.item import Item, Missing, Severity
from workflows.check.items import ITEMS
from workflows.completeness_letter import NOT_LEFT
from workflows.timetable import completion

Verdict = Literal["conform", "missing", "wrong", "outdated"]

VERDICTS: Final[Mapping[Verdict, Words]] = {
    "missing": Words("missing", "manquant"),
    "wrong": Words("not as asked for", "non conforme"),
    "outdated": Words("outdated", "périmé"),
}
_NOTED: Final = Words(
    "Noted, and not holding the file up:", "Relevé, sans que le dossier en soit retardé :"
)


@dataclass(frozen=True, slots=True)
class Seen:
    """What an officer found under an item, with a note for the State unless it conforms."""

    code: str
    verdict: Verdict
    note: str = ""


@dataclass(frozen=True, slots=True)
class Checked:
    """The outcome of a check: everything missing in the order of the items, the items that still
    wait for an officer's eyes, and those that apply to the file at all."""

    missing: tuple[Missing, ...]
    unseen: tuple[Item, ...]
    applying: tuple[Item, ...] = ITEMS

    @property
    def complete(self) -> bool:
        """Whether nothing blocks the file and nothing waits for eyes."""
        return not self.unseen and not any(one.item.severity == "blocking" for one in self.missing)

    @property
    def still_open(self) -> Words:
        """How many of the seventeen items have something missing: "3 of 17 still open". Under one
        that does not apply, nothing is."""
        items, of = len({one.item.code for one in self.missing}), len(ITEMS)
        return Words(f"{items} of {of} still open", f"{items} sur {of} encore à compléter")

    def letter(self, language: Language) -> str:
        """Everything that is missing, item by item, for the one letter to the State; what blocks
        nothing is told apart, at the end."""
        parts = ["\n".join(self._told("blocking", language))]
        if noted := list(self._told("noted", language)):
            parts.append("\n".join([_NOTED.spoken(language), *noted]))
        return "\n\n".join(part for part in parts if part)

    def _told(self, severity: Severity, language: Language) -> Iterator[str]:
        """The lines of an item: its title and paragraph, what is missing, what can be done."""
        for item in ITEMS:
            found = [one for one in self.missing if one.item == item]
            if found and item.severity == severity:
                title, paragraph = item.title.spoken(language), item.paragraph.spoken(language)
                yield f"{item.number}. {title} {paragraph}"
                yield from (f"   - {one.told(language)}" for one in found)
                yield f"   {item.remedy.spoken(language)}"


def check(filed: Filed, law: Parameters, seen: Iterable[Seen] = ()) -> Checked:
    """Check every item that applies; what a machine sees stands beside what officers saw. Pure.

    A verdict on an item that does not apply is passed over. ValueError for an item that does not
    exist, asks nothing of officers, or lacks its note.
    """
    verdicts = {one.code: one for one in seen}
    if faults := [fault for one in verdicts.values() if (fault := faults_of(one))]:
        raise ValueError("; ".join(fault.en for fault in faults))
    missing: list[Missing] = []
    unseen: list[Item] = []
    applying = tuple(item for item in ITEMS if item.applies(filed))
    for item in applying:
        missing += [Missing(item, sentence) for sentence in item.find(filed, law)]
        verdict = verdicts.get(item.code)
        if item.eyes is not None and verdict is None:
            unseen.append(item)
        if verdict is not None and verdict.verdict != "conform":
            missing.append(Missing(item, _told(verdict)))
    return Checked(tuple(missing), tuple(unseen), applying)


def faults_of(seen: Seen, applying: Collection[Item] = ITEMS) -> Words | None:
    """Why this is nothing an officer can have found in a file to which these items apply; None
    where it is."""
    item = next((one for one in ITEMS if one.code == seen.code), None)
    if item is None or item.eyes is None:
        return Words(
            f"{seen.code} is no item that officers look at",
            f"{seen.code} n'est pas un point que les fonctionnaires examinent",
        )
    if item not in applying:
        return Words(
            f"{seen.code} does not apply to this file: its form asks for nothing of it",
            f"{seen.code} ne s'applique pas à ce dossier : son formulaire ne demande rien à cet "
            "égard",
        )
    if seen.verdict != "conform" and not seen.note.strip():
        found = VERDICTS[seen.verdict]
        return Words(
            f"{seen.code}: say in a note what is {found.en}",
            f"{seen.code} : précisez dans une remarque ce qui est {found.fr}",
        )
    return None


def _told(seen: Seen) -> Words:
    what, note = VERDICTS[seen.verdict], seen.note.strip()
    return Words(f"{what.en}: {note}", f"{what.fr} : {note}")


_BEGINS_WHEN_IT_LEAVES: Final = Words(
    "The Secretariat's letter on what is missing has not left yet; your time begins when it does "
    "[OD 54].",
    "La lettre du Secrétariat sur ce qui manque n'est pas encore partie ; votre délai commence à "
    "courir à son envoi [DO 54].",
)


def what_follows(filed: Filed, law: Parameters) -> Words:
    """What follows if nothing comes, in a sentence (OD 54)."""
    try:
        deadline: Deadline | None = completion(law, filed.dossier)
    except UnknownParameter as unknown:
        if unknown.said == NOT_LEFT:
            return _BEGINS_WHEN_IT_LEAVES
        deadline = None
    if deadline is None:
        return Words(
            "The request is decided once it is complete; no day is set for that [OD 54].",
            "La demande sera examinée dès qu'elle sera complète ; aucune date n'est fixée [DO 54].",
        )
    cycle = filed.dossier.cycle
    return Words(
        f"If what is missing arrives by {deadline}, the file stays in the cycle of {cycle}; "
        "otherwise it is returned [OD 54].",
        f"Si ce qui manque arrive au plus tard le {deadline.spoken('fr')}, le dossier reste dans "
        f"le cycle {cycle} ; à défaut, il est renvoyé [DO 54].",
    )
