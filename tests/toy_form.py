"""A toy form: the log of a parcel, with a question of every kind and limits on some."""

from typing import Any

from engine.words import Words
from forms.answers import Filled, read
from forms.form import Edition, Field, Kind, Limit, Section, Unit

STATES = ("Kenya", "Ghana")


def words(text: str) -> Words:
    return Words(text, f"{text} (fr)")


def limit(unit: Unit, least: int | None, most: int | None) -> Limit:
    return Limit(unit, least, most, "Parcel form, 2026", "remembered")


def asked(name: str, kind: Kind, **more: Any) -> Field:
    return Field(name, kind, words(name.capitalize()), words(f"What is {name}?"), **more)


SPEEDS = (("slow", words("Slowly")), ("fast", words("Very fast")))

PARCEL = Edition(
    "2026",
    2026,
    None,
    (
        Section(
            "1",
            words("The parcel"),
            (
                asked("title", "line", limit=limit("characters", None, 20)),
                asked("story", "text", limit=limit("words", 3, 5)),
                asked("speed", "choice", choices=SPEEDS),
                asked("ways", "choices", required=False, choices=SPEEDS),
                asked("fragile", "yes_no"),
                asked("posted", "day"),
                asked("pieces", "number"),
            ),
        ),
        Section(
            "2",
            words("Its people"),
            (
                asked("stamps", "list", required=False, limit=limit("words", 2, None)),
                asked("sender", "contact", required=False),
                asked("contact", "contact", per_state=True),
                asked("thanks", "text", per_state=True, required=False),
                asked("budget", "money"),
                asked("plan", "timetable"),
            ),
        ),
    ),
    (),
    "Parcel Act 3",
    "illustrative",
)  # fmt: skip

PERSON = {
    "name": "A. Mensah",
    "title": "Ms",
    "institution": "Parcel Office",
    "address": "1 High Street\nAccra",
    "phone": "+233 1",
    "email": "a.mensah@example.org",
}

FILLED: dict[str, Any] = {
    "title": "A vase",
    "story": "It came from far",
    "speed": "fast",
    "ways": ["slow", "fast"],
    "fragile": True,
    "posted": "2026-03-31",
    "pieces": 2,
    "stamps": ["Blue Mauritius", "Black Penny"],
    "sender": PERSON,
    "contact": {"Kenya": PERSON, "Ghana": {**PERSON, "name": "K. Owusu"}},
    "thanks": {"Ghana": "Thank you"},
    "budget": [{"item": "Box", "amount": 12, "paid_by": "Ghana"}],
    "plan": [{"activity": "Packing", "from": "2026-03", "to": "2026-03"}],
}
"""Every question answered."""


def filled(**changes: Any) -> Filled:
    """The toy form, filled in with these changes."""
    return read(PARCEL, STATES, {**FILLED, **changes})
