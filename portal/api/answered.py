"""A published answer: JSON with a tag of its content, not sent again to whoever has it."""

import json
from hashlib import sha256
from typing import Any, Final

from fastapi import Request, Response

FRESH: Final = "public, max-age=300"
"""For so many seconds nobody asks again; after that the tag tells whether anything changed."""


def answered(request: Request, content: Any, media_type: str = "application/json") -> Response:
    """The content; 304 without it where the request names its tag."""
    body = json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()
    tag = f'"{sha256(body).hexdigest()}"'
    headers = {"ETag": tag, "Cache-Control": FRESH}
    if _has(request.headers.getlist("if-none-match"), tag):
        return Response(status_code=304, headers=headers)
    return Response(body, media_type=media_type, headers=headers)


def _has(named: list[str], tag: str) -> bool:
    """A proxy that packed the answer has made its tag a weak one, which is as good here."""
    tags = [one.strip() for line in named for one in line.split(",")]
    return any(one == "*" or one.removeprefix("W/") == tag for one in tags)
