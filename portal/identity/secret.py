"""Addresses that hold a secret: what keeps them from being kept and passed on."""

from typing import Final

from fastapi.responses import Response

OF_A_SECRET: Final = {
    # The address holds the token: no more than the host's name may leave with a request. With
    # `no-referrer` the form itself would come from `Origin: null`, as if from somewhere else.
    "Referrer-Policy": "strict-origin",
    "Cache-Control": "no-store",
    "X-Robots-Tag": "noindex",
}


def secret(answer: Response) -> Response:
    """The same answer, which is neither kept nor passed on."""
    answer.headers.update(OF_A_SECRET)
    return answer
