"""Many reminders to one person as one letter: the gravest first, then what closes soonest."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from engine.calendar import Deadline
from engine.dossier import Dossier
from engine.words import Language, Words
from notifications.blocks import blocks
from notifications.delivery import in_one_line
from notifications.letters import ORIGINALS, Letter, Wording, render
from notifications.reminders.rule import SEVERITIES, Severity

PUT_OFF: Final = Words(
    "A reminder can be put off, and reminders can be stopped, on the page below. Notices that the "
    "rules of the Convention require cannot be stopped.",
    "La page ci-dessous permet de reporter un rappel ou de ne plus en recevoir. Les notifications "
    "que prévoient les règles de la Convention ne peuvent être arrêtées.",
)
GATHERED: Final = Words(
    "You receive this letter because these reminders fell due for you together. Each of them says "
    "why it came.",
    "Vous recevez cette lettre parce que ces rappels vous étaient destinés au même moment. Chacun "
    "indique pourquoi il vous est adressé.",
)

_GREETINGS: Final = ("Madam, Sir,", "Madame, Monsieur,", "Members of ", "Mesdames et Messieurs")
_FAREWELLS: Final = (
    "Yours ", "Veuillez agréer", "The Secretariat of the 2003", "Le Secrétariat de la Convention",
)  # fmt: skip
_COLON: Final = re.compile(" ?: ")


@dataclass(frozen=True, slots=True)
class Item:
    """A reminder in a digest: its letter, and what is told of it beside. `days` are whole days
    until the deadline, negative after it; `page` is the address of the dossier's page."""

    letter: Letter
    severity: Severity
    reference: str
    title: str
    deadline: Deadline
    days: int
    why: Words
    page: str = ""


def digest(
    language: Language,
    items: Sequence[Item],
    page: str,
    wording: Wording = ORIGINALS,
    paragraph: str = "",
) -> Letter:
    """One letter of these reminders. One alone is no digest: it is its own letter. Both end with
    how reminders are put off or stopped, at the address of `page`."""
    first, *others = sorted(items, key=_order)
    if not others:
        return _alone(first, page)
    pressing = _COLON.sub(", ", first.letter.subject, count=1)
    about = {
        "items": [_shown(item, language) for item in (first, *others)],
        "first": f"{pressing} ({left(first.days, language)})",
        "put_off": _put_off(language, page),
        "paragraph": paragraph,
        "receives": GATHERED,
    }
    return render("digest", language, Dossier("", ""), about, wording)


def left(days: int, language: Language) -> str:
    """How many whole days are left, or by how many it is overdue, in words."""
    if days < 0:
        late = Words("1 day overdue", "1 jour de retard")
        later = Words(f"{-days} days overdue", f"{-days} jours de retard")
        return (late if days == -1 else later).spoken(language)
    soon = (Words("today", "aujourd'hui"), Words("tomorrow", "demain"))
    later = Words(f"in {days} days", f"dans {days} jours")
    return (soon[days] if days < len(soon) else later).spoken(language)


def _order(item: Item) -> tuple[int, float, str]:
    return -SEVERITIES.index(item.severity), item.deadline.closes.timestamp(), item.reference


def _alone(item: Item, page: str) -> Letter:
    """The letter with the closing lines before its last paragraph, which says why it came."""
    body, _, why = item.letter.text.rstrip("\n").rpartition("\n\n")
    parts = (body, _put_off(item.letter.language, page), why)
    return replace(item.letter, text="\n\n".join(part for part in parts if part) + "\n")


def _put_off(language: Language, page: str) -> str:
    return f"{PUT_OFF.spoken(language)}\n{page}"


def _shown(item: Item, language: Language) -> dict[str, str]:
    heading = in_one_line(item.letter.subject)
    return {
        "heading": heading,
        "line": "-" * max(3, min(len(heading), 72)),
        "reference": item.reference,
        "title": in_one_line(item.title),
        "due": f"{item.deadline.spoken(language)}, {left(item.days, language)}",
        "text": _heart(item.letter.text),
        "page": item.page,
        "why": item.why.spoken(language),
    }


def _heart(text: str) -> str:
    """The text without what a digest says once: whom it greets, what the letter is about, and how
    it ends. In a wording that greets otherwise, these lines stay."""
    parts = [part for part in text.split("\n\n") if part.strip()][:-1]
    while parts and parts[-1].startswith(_FAREWELLS):
        parts.pop()
    if parts and blocks(parts[0])[0].kind == "details":
        parts.pop(0)
    if parts and parts[0].startswith(_GREETINGS):
        parts.pop(0)
    return "\n\n".join(parts)
