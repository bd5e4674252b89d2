"""Where somebody goes after signing in: a page of this portal, and nowhere else."""

from typing import Final

from fastapi import Request

LONGEST: Final = 2000

_DOORS: Final = ("/sign-in", "/leave", "/enter", "/reset", "/demo", "/static", "/api")


def local(given: str) -> str:
    """The address, if it is one of a page here; else nothing.

    Two slashes name another host, a backslash is a slash to a browser, and blanks and signs that
    cannot be seen are left out by it before it looks.
    """
    strange = "\\" in given or not given.isprintable() or any(sign.isspace() for sign in given)
    if len(given) > LONGEST or strange or not given.startswith("/") or given.startswith("//"):
        return ""
    path = given.split("?")[0].split("#")[0]
    return "" if path.startswith(_DOORS) else given


def asked_for(request: Request) -> str:
    """The page that a request asked for, to come back to it; nothing where it wrote."""
    if request.method != "GET":
        return ""
    query = f"?{request.url.query}" if request.url.query else ""
    return local(request.url.path + query)
