"""A State's order of priority, saved together: every file at once, or none."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from engine.decide import Refused
from engine.dossier import Actor
from engine.runtime.moves import Move
from engine.runtime.office import Office
from engine.runtime.papers import short_name
from engine.words import Words
from portal.state_pages.ordering import number_of
from portal.state_pages.own_files import (
    RANK,
    Ranking,
    Row,
    answers_naming,
    named_another,
    named_by_another,
)


@dataclass(frozen=True, slots=True)
class Typed:
    """What somebody asks for: the number of each file as text and the version they looked at, by
    reference, and the multinational file that their State is to name (empty: none)."""

    numbers: Mapping[str, str]
    seen: Mapping[str, int]
    named: str = ""


def save(
    office: Office, ranking: Ranking, typed: Typed, who: Actor
) -> int | Mapping[str, tuple[Words, ...]]:
    """Save what was changed, together; how many files were ranked, or what stands against it by
    reference, and then nothing was saved. Sent twice, it is saved once."""
    for row in _to_name(ranking, typed):
        if against := named_by_another(row, ranking.state) or named_another(ranking):
            return {row.dossier.reference: against}
    moves = [*_ranked(ranking, typed, who), *_named(ranking, typed, who)]
    if not moves:
        return 0
    outcome = office.execute_together(moves)
    if isinstance(outcome, Refused):
        return {one.reference: tuple(_of(outcome, one.reference)) for one in moves}
    return len(moves)


def _ranked(ranking: Ranking, typed: Typed, who: Actor) -> Iterator[Move]:
    for row in ranking.own:
        number = number_of(typed.numbers.get(row.dossier.reference, ""))
        if row.open and number is not None and number != row.order:
            yield _move(row, {"order": number}, typed, who)


def _named(ranking: Ranking, typed: Typed, who: Actor) -> Iterator[Move]:
    for row in _to_name(ranking, typed):
        yield _move(row, answers_naming(row, ranking.state), typed, who)


def _to_name(ranking: Ranking, typed: Typed) -> Iterator[Row]:
    for row in ranking.shared:
        if row.dossier.reference == typed.named and row.named_by != ranking.state:
            yield row


def _move(row: Row, answers: Mapping[str, object], typed: Typed, who: Actor) -> Move:
    reference = row.dossier.reference
    seen = typed.seen.get(reference, 0)
    # Only this dossier uses up keys that begin with its reference.
    request = f"rank:{reference}:{seen}:{short_name(dict(answers))}"
    return Move(reference, RANK, who, answers, seen=seen, request=request)


def _of(refused: Refused, reference: str) -> Iterator[Words]:
    """What stands against one file, without its reference, with its paragraph; of what concerns no
    file by name, all of them are told."""
    for finding in refused.findings:
        en, fr = finding.said
        named = en.startswith(f"{reference}: ")
        if named or finding.rule == "busy":
            yield Words(
                f"{en.removeprefix(f'{reference}: ')} [{finding.cited('en')}]",
                f"{fr.removeprefix(f'{reference}: ').removeprefix(f'{reference} : ')} "
                f"[{finding.cited('fr')}]",
            )
