"""Where a request comes from: the browser's name for itself, and the address of its network."""

from fastapi import Request

from engine.runtime.sign_ins import Visitor


def visitor(request: Request) -> Visitor:
    """Whoever asks. What a proxy says of them is taken from the server that trusts it, not from
    headers that anybody could write."""
    host = request.client.host if request.client else ""
    return Visitor(host, _one_line(request.headers.get("user-agent", "")))


def _one_line(agent: str) -> str:
    return "".join(sign if sign.isprintable() else " " for sign in agent)[:400]
