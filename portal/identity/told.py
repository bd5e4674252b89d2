"""Pages that say one thing: a link that does not open, a door that is shut for a while."""

from typing import Final

from fastapi import Request
from fastapi.responses import Response

from portal.here import Here
from portal.identity.secret import secret

TOO_MANY: Final = 429


def closed(here: Here, request: Request) -> Response:
    """The link is used, expired or unknown: which, nobody is told."""
    return secret(told(here, request, 404, "no_link", "ask_for_link"))


def wait(here: Here, request: Request, seconds: int) -> Response:
    """Too many tries; the next one is let through after so many seconds for certain."""
    answer = told(here, request, TOO_MANY, "wait_heading", "wait_told", -(-seconds // 60))
    answer.headers["Retry-After"] = str(seconds)
    return answer


def told(
    here: Here, request: Request, status: int, heading: str, sentence: str, *values: object
) -> Response:
    """A page of a heading and a sentence."""
    known = {"heading": heading, "sentence": (sentence, *values)}
    return here.render(request, "missing.html", status, **known)
