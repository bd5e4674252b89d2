"""In which language a program is told why it was not answered."""

from typing import Final

from fastapi import Request

from engine.words import Language
from portal.words import language_of

_KNOWN: Final = ("en", "fr")


def tongue_of(request: Request) -> Language:
    """What the address asks for (`?lang=fr`), else what the program would rather read."""
    if "lang" in request.query_params:
        return language_of(request)
    wanted = [
        (-_weight(rest), place, tag)
        for place, one in enumerate(request.headers.get("accept-language", "").split(","))
        for tag, _, rest in [one.strip().lower().partition(";")]
        if tag[:2] in _KNOWN and tag[2:3] in ("", "-") and _weight(rest) > 0
    ]
    return "fr" if wanted and min(wanted)[2].startswith("fr") else "en"


def _weight(text: str) -> float:
    """The `q` of a language; 1 where none is said, 0 where it is none."""
    name, _, value = text.strip().partition("=")
    if name.strip() != "q":
        return 1.0
    try:
        return float(value)
    except ValueError:
        return 0.0
