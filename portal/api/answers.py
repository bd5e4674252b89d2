"""What stands against an act on letters, as a problem with every reason."""

from portal.api.problems import Problem
from portal.letter_pages.answered import UNFIT, Answered


def unless_against(answered: Answered) -> None:
    """Problem where something stands against it: 422 where what was given cannot be kept, else
    409."""
    if not answered.against:
        return
    errors = [
        {"rule": "letter", "sentence": one._asdict(), "cite": "House rule 5"}
        for one in answered.against
    ]
    kind = "unanswered" if answered.status == UNFIT else "refused"
    raise Problem(kind, answered.against[0], errors)
