"""The check of a file: what is missing by itself, what an officer sees, and what follows."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from engine.calendar import Deadline
from engine.parameters import Parameters, UnknownParameter
from engine.words import Language, Words
from workflows.check.filed import Filed
from workflows.check.item import Item, Missing
from workflows.check.items import ITEMS
from workflows.timetable import completion

Verdict = Literal["conform", "missing", "wrong", "outdated"]

_VERDICTS: Final[Mapping[Verdict, Words]] = {
    "missing": Words("missing", "manquant"),
    "wrong": Words("not as asked for", "non conforme"),
    "outdated": Words("outdated", "périmé"),
}


@dataclass(frozen=True, slots=True)
class Seen:
    """What an officer found under an item, with a note for the State unless it conforms."""

    code: str
    verdict: Verdict
    note: str = ""


@dataclass(frozen=True, slots=True)
class Checked:
    """The outcome of a check: everything missing in the order of the items, and the items that
    still wait for an officer's eyes."""

    missing: tuple[Missing, ...]
    unseen: tuple[Item, ...]

    @property
    def complete(self) -> bool:
        """Whether nothing blocks the file and nothing waits for eyes."""
        return not self.unseen and not any(one.item.severity == "blocking" for one in self.missing)

    @property
    def still_open(self) -> Words:
        """How many items have something missing: "3 of 17 still open"."""
        items = len({one.item.code for one in self.missing})
        return Words(
            f"{items} of {len(ITEMS)} still open", f"{items} sur {len(ITEMS)} encore à compléter"
        )

    def letter(self, language: Language) -> str:
        """Everything that is missing, item by item, for the one letter to the State."""
        lines = []
        for item in ITEMS:
            found = [one for one in self.missing if one.item == item]
            if found:
                lines.append(f"{item.number}. {item.title.spoken(language)}")
                lines += [f"   - {one.said(language)}" for one in found]
        return "\n".join(lines)


def check(filed: Filed, law: Parameters, seen: Iterable[Seen] = ()) -> Checked:
    """Check every item; what a machine sees stands beside what officers saw. Pure.

    ValueError for an item that does not exist, asks nothing of officers, or lacks its note.
    """
    verdicts = {one.code: one for one in seen}
    if faults := [fault for one in verdicts.values() if (fault := _fault(one))]:
        raise ValueError("; ".join(faults))
    missing: list[Missing] = []
    unseen: list[Item] = []
    for item in ITEMS:
        missing += [Missing(item, sentence) for sentence in item.find(filed, law)]
        verdict = verdicts.get(item.code)
        if item.eyes is not None and verdict is None:
            unseen.append(item)
        if verdict is not None and verdict.verdict != "conform":
            missing.append(Missing(item, _told(verdict)))
    return Checked(tuple(missing), tuple(unseen))


def _fault(seen: Seen) -> str | None:
    item = next((one for one in ITEMS if one.code == seen.code), None)
    if item is None or item.eyes is None:
        return f"{seen.code} is no item that officers look at"
    if seen.verdict != "conform" and not seen.note.strip():
        return f"{seen.code}: say in a note what is {seen.verdict}"
    return None


def _told(seen: Seen) -> Words:
    what, note = _VERDICTS[seen.verdict], seen.note.strip()
    return Words(f"{what.en}: {note}", f"{what.fr} : {note}")


def what_follows(filed: Filed, law: Parameters) -> Words:
    """What follows if nothing comes, in a sentence (OD 54)."""
    try:
        deadline: Deadline | None = completion(law, filed.dossier)
    except UnknownParameter:
        deadline = None
    if deadline is None:
        return Words(
            "The request is decided once it is complete; no day is set for that [OD 54].",
            "La demande sera examinée dès qu'elle sera complète ; aucune date n'est fixée [DO 54].",
        )
    cycle, local = filed.dossier.cycle, deadline.local
    by = f"{local:%d/%m/%Y} à {local:%H} h {local:%M} (heure de Paris)"
    return Words(
        f"If what is missing arrives by {deadline}, the file stays in the cycle of {cycle}; "
        "otherwise it is returned [OD 54].",
        f"Si ce qui manque arrive au plus tard le {by}, le dossier reste dans le cycle {cycle} ; à "
        "défaut, il est renvoyé [DO 54].",
    )
