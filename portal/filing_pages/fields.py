"""The fields of a posted form, bounded, for pages that ask the database in a thread."""

import re
from typing import Annotated, Final

from fastapi import Depends, Request
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException

MOST: Final = 200
"""Fields of one form."""

MOST_BYTES: Final = 2_000_000
"""Bytes of one form."""

_HALF: Final = re.compile("[\ud800-\udfff]")


async def fields(request: Request) -> FormData:
    """The fields that were posted; 413 when they are more than a page of ours has."""
    announced = request.headers.get("content-length", "")
    if not is_number(announced) or int(announced) > MOST_BYTES:
        raise HTTPException(413)
    form = await request.form(max_files=0, max_fields=MOST, max_part_size=MOST_BYTES)
    # The sender of a form in parts names its encoding, and some make halves of characters.
    if any(not isinstance(value, str) or _HALF.search(value) for value in form.values()):
        raise HTTPException(400)
    return form


def is_number(text: str) -> bool:
    """Whether a text that a stranger gave is a whole number that any database takes."""
    return text.isascii() and text.isdecimal() and len(text) < 10


Fields = Annotated[FormData, Depends(fields)]


def text(form: FormData, name: str) -> str:
    """A field, empty where it was not given."""
    value = form.get(name)
    return value if isinstance(value, str) else ""
