"""What an operation may answer, as the interface describes it: every status, every kind."""

from enum import Enum
from typing import Any, Final

from portal.api.problems import MEDIA_TYPE
from portal.api.shapes.said import ProblemDetails

Tags = list[str | Enum]
"""Under which headings an operation stands."""

_MEANING: Final = {
    400: "What was sent cannot be read as JSON.",
    401: "The token opens nothing, or one is needed.",
    403: "The token, or the role of its account, is not for this.",
    404: "There is nothing there, or nothing that the caller may know of.",
    409: "The rules stand against it: every reason with its paragraph.",
    412: "It has changed since that version: what happened, and both versions.",
    413: "What was sent is too large.",
    415: "What was sent is not of the type that is read here.",
    422: "Something is not as it is asked for: every fault, with a pointer to it.",
    428: "The header If-Match is needed: it says which version was seen.",
    429: "More was asked than is answered in a minute: wait as Retry-After says.",
    503: "The store of attachments does not answer.",
}

READS: Final = (401, 403, 422, 429)
"""What any operation that reads may answer."""

WRITES: Final = (*READS, 400, 413, 415)
"""What any operation with a body may answer."""


def problems(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """The problems of these statuses, and those that any operation that reads may answer."""
    return {
        status: {
            "description": _MEANING[status],
            "content": {MEDIA_TYPE: _A_PROBLEM},
            **({"headers": {"Retry-After": _RETRY}} if status == 429 else {}),
        }
        for status in sorted({*READS, *statuses})
    }


# By its name: as a model it would be looked through anew for each status of each operation. The
# list of problems (published.py) brings the shape into the description.
_A_PROBLEM: Final = {"schema": {"$ref": f"#/components/schemas/{ProblemDetails.__name__}"}}
_RETRY: Final = {"schema": {"type": "integer"}, "description": "Seconds to wait."}
