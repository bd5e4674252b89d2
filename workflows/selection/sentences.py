"""What a reason can say, in English: the language in which places keep their reasons."""

from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache
from typing import ClassVar

from engine.dates import said_day
from engine.words import Language
from workflows.selection.cycle import Status
from workflows.selection.keys import KEYS
from workflows.selection.words import LIKE, elements, equals, listed, places


class Sentences:
    """Sentences and parts of them. Another language says every one of them too."""

    language: ClassVar[Language] = "en"

    # --- the level

    def level(self, level: str, because: str, not_first: str = "") -> str:
        """Which level a file has and why, and why not the first."""
        but = f" It does not have level (0): {not_first}." if not_first else ""
        return f"Level ({level}): {because}.{but}"

    def together(self, states: int) -> str:
        """So many States submit it."""
        return f"{states} States submit it together"

    def urgent(self) -> str:
        """It is for the Urgent Safeguarding List."""
        return "it is for the Urgent Safeguarding List"

    def alone(self, state: str, has: int) -> str:
        """A State that has something submits it alone."""
        return f"{state} submits it alone and has {elements(has)} already"

    def first_time(self, state: str) -> str:
        """The State has nothing."""
        return f"{state} has no element inscribed and no practice selected"

    # --- the turn of a State

    def turn(self, state: str, past: int, several: int) -> str:
        """The State has its turn, and this is the first of so many files."""
        first = f"the first of its {several} files, as it ranks them"
        only = "its only file" if several == 1 else first
        return (
            f"no file that {state} submits alone is recorded as treated in the cycle of {past}, "
            f"and this is {only}"
        )

    def turn_named(self, state: str, past: int) -> str:
        """The State has its turn, and names this multinational file."""
        return (
            f"{state} names this multinational file as its priority file, and no file that {state} "
            f"submits alone is recorded as treated in the cycle of {past}"
        )

    def cannot_name(self) -> str:
        """No multinational file is named in this cycle."""
        return "in this cycle a State cannot name a multinational file as its priority file"

    def names_too(self, state: str, other: str) -> str:
        """The State names another file as well."""
        return f"{state} names the file {other} too"

    def names_instead(self, state: str, other: str) -> str:
        """The State names a multinational file instead of its own."""
        return f"{state} names the multinational file {other} as its priority file"

    def used(self, state: str, past: int, files: Sequence[str]) -> str:
        """The State used its turn in the cycle before."""
        return f"{state} used its turn in the cycle of {past} with {' and '.join(files)}"

    def ranks_before(self, state: str, other: str) -> str:
        """The State ranks another file first."""
        return f"{state} ranks its file {other} before it"

    def would(self, had: Sequence[str]) -> str:
        """What would have given it the first level, all of it together."""
        return f"It would have level (0) had {' and '.join(had)}."

    def not_treated(self, files: Sequence[str], past: int) -> str:
        """Had these files not been treated."""
        return f"{' and '.join(files)} not been treated in the cycle of {past}"

    def not_named(self, state: str, other: str) -> str:
        """Had the State not named another file."""
        return f"{state} not named {other}"

    def ranked_first(self, state: str) -> str:
        """Had the State ranked it first."""
        return f"{state} ranked it first"

    def named_it(self, state: str, others: int) -> str:
        """Had the State named it, or one of so many others."""
        more = f" or one of {others} more of its States" if others else ""
        return f"{state}{more} named it as its priority file"

    # --- the facts

    def has(self, day: date, state: str, has: int, alone: int) -> str:
        """What the one State has on the day."""
        told = f"{_counted(day)}{state} takes part in {elements(has)}"
        return told + (f", {alone} of them alone." if has else ".")

    def have(self, day: date, states: Iterable[tuple[str, int, int]], of: int) -> str:
        """What each of several States has on the day."""
        shown = listed([f"{state} in {has} ({alone})" for state, has, alone in states], of)
        return (
            f"{_counted(day)}its States take part in so many elements and practices (and have "
            f"alone): {shown}."
        )

    def untreated(self, past: int) -> str:
        """It comes from the cycle before."""
        return f" It was submitted for the cycle of {past} and not treated."

    # --- the rank

    def rank(self, rank: int, of: int) -> str:
        """Its place in the order."""
        return f"Rank {rank} of {of}. "

    def ordered(self, level: str, keys: Iterable[tuple[str, str]]) -> str:
        """By which keys its level is ordered, with what it has of each; in a trial, by none."""
        shown = ", then ".join(f"{KEYS[key].label.en} (here {value})" for key, value in keys)
        if not shown:
            return f"Nothing orders the files of level ({level})."
        return f"Level ({level}) is ordered by {shown}."

    def follows(self, before: str, state: str, several: bool, better: str) -> str:
        """Which file is before it, and in what that one is better."""
        others = " and others" if several else ""
        return f" It follows {before} ({state}{others}), which has {better}."

    def of_level(self, level: str) -> str:
        """In what a file of a level above is better."""
        return f"level ({level})"

    def against(self, theirs: str, its: str, key: str) -> str:
        """In what a file of the same level is better: a value against another, under a key."""
        return f"{theirs} against {its} ({KEYS[key].label.en})"

    def equal(self, others: Sequence[str], of: int) -> str:
        """Which files it is equal with."""
        files = listed(others, of)
        return f" It is equal on every key with {files}: the order among them has no meaning."

    # --- the place

    def before(self, status: Status) -> str:
        """A person decided on it before."""
        what = "given its place" if status == "selected" else "left in the backlog"
        return f"It was {what} before."

    def undecided(self, files: int, free: int) -> str:
        """It is one of several that a person chooses from."""
        return f"Undecided: {self._tie(files, free)}, and a person decides, with a reason."

    def chosen(self, status: Status, files: int, free: int, reason: str) -> str:
        """A person chose."""
        word = self._selected(status)
        return f"{word} by decision: {self._tie(files, free)}. Reason: {reason}"

    def standing(
        self, status: Status, above: int, ceiling: str, decided: int | None, reason: str
    ) -> str:
        """Whether the places of the ceiling reach it, or of another number that was decided."""
        word, limit = self._selected(status), f"the ceiling is {ceiling}"
        because = ""
        if decided is not None:
            limit = f"the number is {decided} by decision, while {limit}"
            because = f"Reason: {reason}"
        stand = {0: "no file stands", 1: "1 file stands"}.get(above) or f"{above} files stand"
        return f"{word}: {limit}, and {stand} above it. {because}".rstrip()

    def reached(self, number: int) -> str:
        """From how many places it is selected."""
        return f"It is selected with {places(number)} or more, and not with fewer."

    def reached_together(self, number: int, first: int, last: int) -> str:
        """The same of several equal files, of which the first to the last number reach some."""
        between = str(first) if first == last else f"{first} to {last}"
        return (
            f"It is selected with {places(number)} or more; with {between} a person decides among "
            "equals; with fewer it is not."
        )

    def outside(self, like: str, cycle: int) -> str:
        """Files like it, by their name in LIKE, take no place."""
        return f"Outside the ceiling: {LIKE[like].en} take no place in the cycle of {cycle}."

    def outside_before(self) -> str:
        """A person gave it a place outside the ceiling."""
        return "It was given a place outside the ceiling before."

    def withdrawn(self) -> str:
        """It is not in the trial."""
        return "It is withdrawn in this trial."

    def _selected(self, status: Status) -> str:
        return "Selected" if status == "selected" else "Not selected"

    def _tie(self, files: int, free: int) -> str:
        return f"there are {equals(files)} for {places(free)}"


@lru_cache(maxsize=8)
def _counted(day: date) -> str:
    """How the facts of a day begin; every file of a selection has the same day."""
    return f"On {said_day(day)}, the day from which counts are taken, "
