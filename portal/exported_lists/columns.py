"""What an exported list has in its columns, row by row, and what it says of itself."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from engine.words import Language, Words
from portal.api.shapes.dossiers import Line
from workflows.states_parties import in_words

Cell = str | int | datetime | None
"""An instant is aware, in UTC."""

MOST: Final = 5_000
"""Dossiers in one file: more are told to be missing in its last line."""

COLUMNS: Final[Mapping[str, Words]] = {
    "reference": Words("Reference", "Référence"),
    "file_no": Words("File number", "Numéro de dossier"),
    "title": Words("Title", "Titre"),
    "states": Words("States", "États"),
    "mechanism": Words("Mechanism", "Mécanisme"),
    "cycle": Words("Cycle", "Cycle"),
    "status": Words("Status", "État d'avancement"),
    "state": Words("State of the dossier", "État du dossier"),
    "turn": Words("Whose turn it is", "À qui d'agir"),
    "due": Words("Next date", "Prochaine échéance"),
    "due_at": Words("Next date, UTC", "Prochaine échéance, UTC"),
    "moved_at": Words("Last moved, UTC", "Dernière étape, UTC"),
    "illustrative": Words("Illustrative", "À titre d'illustration"),
}
"""Each column by its name, with its words."""


@dataclass(frozen=True, slots=True)
class Written:
    """What a file says of itself: when it was written, of which filter, in which language, and for
    whom; whether there was more than it holds."""

    at: datetime
    filter: str
    language: Language
    who: str
    cut: bool

    def lines(self) -> Iterator[str]:
        """The same in sentences."""
        en = self.language == "en"
        when = f"{self.at:%Y-%m-%d %H:%M} UTC"
        yield f"Written {when}, for {self.who}" if en else f"Établi le {when}, pour {self.who}"
        none = "all that may be seen" if en else "tout ce qui peut être vu"
        yield f"Filter: {self.filter or none}" if en else f"Filtre : {self.filter or none}"

    def last(self) -> str:
        """What stands below the last row."""
        if not self.cut:
            return "End of the list" if self.language == "en" else "Fin de la liste"
        if self.language == "en":
            return f"CUT: the list has more than these {MOST} dossiers; ask for fewer by a filter"
        return (
            f"LISTE TRONQUÉE : elle compte plus que ces {MOST} dossiers ; "
            "veuillez la restreindre par un filtre"
        )


def header(language: Language) -> list[str]:
    """The words above the columns."""
    return [words.spoken(language) for words in COLUMNS.values()]


def rows(lines: Iterable[Line], language: Language) -> Iterator[list[Cell]]:
    """A row for each dossier."""
    yes = "yes" if language == "en" else "oui"
    for one in lines:
        due = one.due
        states = "; ".join(in_words(state).spoken(language) for state in one.states)
        yield [
            one.reference, one.file_no, one.title, states,
            getattr(one.mechanism, language), one.cycle, getattr(one.status, language),
            one.state, one.turn, due.key if due else None, due.at if due else None, one.moved_at,
            yes if one.illustrative else None,
        ]  # fmt: skip
