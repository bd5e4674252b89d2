"""The derivation of a deadline or a period, sentence by sentence in one language."""

from engine.calendar import Deadline, Period


def english(due: Deadline | Period) -> tuple[str, ...]:
    """Its sentences in English."""
    return tuple(sentence.en for sentence in due.derivation)


def french(due: Deadline | Period) -> tuple[str, ...]:
    """Its sentences in French."""
    return tuple(sentence.fr for sentence in due.derivation)
