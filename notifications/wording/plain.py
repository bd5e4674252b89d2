"""Why a tag cannot be read, in plain words."""

import re
from typing import Final

from engine.words import Words

_SAID: Final = (
    (r"got '='", Words("compare with `==`", "une comparaison s'écrit `==`")),
    (r"Expected an expression|unexpected 'end of|expected name or number|expected token 'name'",
     Words("something is missing in it", "il y manque quelque chose")),
    (r"unexpected char \"?'([^\\]|\\.)",
     Words("`{}` means nothing here", "`{}` n'a pas de sens ici")),
    (r"unexpected '(.)'", Words("`{}` does not fit here", "`{}` n'est pas à sa place")),
    (r"expected token '[^']+', got '(.+)'",
     Words("`{}` is not understood at that place", "`{}` n'est pas compris à cet endroit")),
)  # fmt: skip
_ELSE: Final = Words("it is not written as it should be", "ce n'est pas écrit comme il se doit")


def in_plain_words(tag: str, fault: Exception) -> Words:
    """What is wrong with a tag, by what the parser says of it."""
    said, found = _ELSE, ""
    for pattern, words in _SAID:
        if match := re.search(pattern, str(fault)):
            said, found = words, match.group(match.lastindex or 0)
            break
    return Words(
        f"`{tag}` cannot be read: {said.en.format(found)}.",
        f"`{tag}` ne peut être lu : {said.fr.format(found)}.",
    )
