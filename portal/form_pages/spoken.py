"""The words of the form's own pages, in both languages."""

import tomllib
from collections.abc import Mapping
from functools import cache

from engine.words import Language, Words
from portal.words import TEMPLATES


@cache
def form_words() -> Mapping[str, Words]:
    """Every word of the form's pages by its name."""
    said = tomllib.loads((TEMPLATES / "form_words.toml").read_text("utf-8"))
    return {name: Words(**both) for name, both in said["form"].items()}


def ask(language: Language, name: str, *values: object) -> str:
    """The words of that name, with the values in their places."""
    return form_words()[name].spoken(language).format(*values)
