"""A plain text: UTF-8 to its end, without characters that hide or turn around what is written."""

import codecs
import re
from typing import BinaryIO, Final

from portal.attached.limits import Limits
from portal.attached.seen import Fault, Seen
from portal.attached.sentences import fault

_CHUNK: Final = 1 << 16
_CONTROLS: Final = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f]")
TURNING: Final = re.compile("[\u202a-\u202e\u2066-\u2069]")
"""They make a text read other than it is written; the marks that Arabic needs are not there."""


def look(file: BinaryIO, limits: Limits) -> Seen:
    """How many characters and lines. Raises UnicodeDecodeError where it is no UTF-8."""
    decoder = codecs.getincrementaldecoder("utf-8-sig")()
    characters = lines = 0
    controls = turning = False
    while True:
        chunk = file.read(_CHUNK)
        text = decoder.decode(chunk, final=not chunk)
        characters += len(text)
        lines += text.count("\n")
        controls = controls or _CONTROLS.search(text) is not None
        turning = turning or TURNING.search(text) is not None
        if not chunk:
            break
    faults = ((controls, _controls(limits)), (turning, _turning(limits)))
    facts = {"characters": characters, "lines": lines}
    return Seen(facts, tuple(one for found, one in faults if found))


def _controls(limits: Limits) -> Fault:
    return fault(
        limits, "kinds_taken",
        "The text contains control characters, which no reader shows.",
        "Le texte contient des caractères de contrôle, qu'aucun lecteur n'affiche.",
    )  # fmt: skip


def _turning(limits: Limits) -> Fault:
    return fault(
        limits, "kinds_taken",
        "The text contains characters that change its direction, so that it reads other than it"
        " is written.",
        "Le texte contient des caractères qui en changent le sens de lecture : il se lit autrement"
        " qu'il n'est écrit.",
    )  # fmt: skip
