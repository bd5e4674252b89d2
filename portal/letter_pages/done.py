"""What the next page says was done: nothing but these names is taken from an address."""

from collections.abc import Mapping
from typing import Final

DONE: Final[Mapping[str, str]] = {
    "again": "letter_done_again",
    "all_paused": "letter_done_all_paused",
    "all_went_on": "letter_done_all_went_on",
    "arrived": "letter_done_arrived",
    "cancelled": "letter_done_cancelled",
    "held": "letter_done_held",
    "one_held": "letter_done_one_held",
    "one_released": "letter_done_one_released",
    "one_went_on": "letter_done_one_went_on",
    "paused": "letter_done_paused",
    "released": "letter_done_released",
    "resumed": "letter_done_resumed",
    "saved": "letter_done_saved",
    "went_on": "letter_done_went_on",
}
"""The words for each."""


def known_done(name: str) -> str:
    """The words for what was done, if it is one of these; else nothing."""
    return DONE.get(name, "")
