"""What a mail program posts when its user wants no more of such letters (RFC 8058)."""

import re
from typing import Annotated, Final

from fastapi import Depends, Request
from starlette.exceptions import HTTPException

MOST_BYTES: Final = 10_000

_ASKED: Final = re.compile(
    rb"(?:^|&)List-Unsubscribe=One-Click(?:&|$)"  # application/x-www-form-urlencoded
    rb'|name="?List-Unsubscribe"?[^\r\n]*\r?\n(?:[^\r\n]+\r?\n)*\r?\nOne-Click\s',  # form-data
    re.IGNORECASE,
)


async def one_click(request: Request) -> None:
    """Nothing, if the body asks for it; else 400, and 413 for more than such a body can hold."""
    body = bytearray()
    async for part in request.stream():  # it may come without a length
        body += part
        if len(body) > MOST_BYTES:
            raise HTTPException(413)
    if not _ASKED.search(bytes(body).strip()):
        raise HTTPException(400)


OneClick = Annotated[None, Depends(one_click)]
