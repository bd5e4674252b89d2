"""The fields of a posted form, bounded, for pages that ask the database in a thread."""

from typing import Annotated, Final

from fastapi import Depends, Request
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException

MOST: Final = 200
"""Fields of one form."""

MOST_BYTES: Final = 2_000_000
"""Bytes of one form."""


async def fields(request: Request) -> FormData:
    """The fields that were posted; 413 when they are more than a page of ours has."""
    announced = request.headers.get("content-length", "")
    if not announced.isdecimal() or int(announced) > MOST_BYTES:
        raise HTTPException(413)
    return await request.form(max_files=0, max_fields=MOST, max_part_size=MOST_BYTES)


Fields = Annotated[FormData, Depends(fields)]


def text(form: FormData, name: str) -> str:
    """A field, empty where it was not given."""
    value = form.get(name)
    return value if isinstance(value, str) else ""
