"""Whether a letter knows what a text uses, and whether it can be used like that."""

from collections.abc import Mapping
from typing import Final

from engine.words import Words
from notifications.wording.fault import Fault, meant
from notifications.wording.known import PERHAPS_EMPTY, Kind, Known, everywhere
from notifications.wording.use import How, Use, parent, prefixes

_TAKES: Final[Mapping[Kind, tuple[How, ...]]] = {
    "text": ("written",),
    "number": ("written", "number"),
    "amount": ("written", "number", "dollars"),
    "list": ("listed", "looped"),
    "words": ("spoken",),
    "deadline": ("moment", "derived", "cited"),
    "instant": ("moment",),
    "day": ("day",),
    "zone": ("zone", "written"),
    "code": (),
    "object": (),
}
"""What can be done with each kind; all can be asked for."""

_KINDS: Final[Mapping[Kind, Words]] = {
    "text": Words("a text", "un texte"),
    "number": Words("a number", "un nombre"),
    "amount": Words("an amount", "un montant"),
    "list": Words("a list", "une liste"),
    "words": Words("in two languages", "en deux langues"),
    "deadline": Words("a deadline", "une échéance"),
    "instant": Words("an instant", "un instant"),
    "day": Words("a day", "un jour"),
    "zone": Words("a time zone", "un fuseau horaire"),
}


def misused(use: Use, letter: Known) -> Fault | None:
    """Why a letter cannot do that: it does not know the name, or the value is of another kind."""
    for path in prefixes(use.path):
        if path not in letter.kinds:
            return Fault(use.line, _unknown(path, letter))
    kind = letter.kinds[use.path]
    if use.how == "asked" or use.how in _TAKES[kind]:
        return None
    return Fault(use.line, _of_another_kind(use, kind, letter))


def unasked(use: Use, letter: Known) -> Fault | None:
    """What is not in every dossier, and is used as if it were."""
    for path in prefixes(use.path):
        if not letter.has(path, use):
            return Fault(use.line, _perhaps_not_there(path))
    return None


def _unknown(path: str, letter: Known) -> Words:
    of = parent(path)
    name = path.removeprefix(of).removeprefix(".")
    near = meant(name, letter.children(of))
    if of:
        near = near if near.en else meant(name, letter.children(""))
        return Words(f"`{of}` has no `{name}`.{near.en}", f"`{of}` n'a pas de `{name}`.{near.fr}")
    if name in everywhere():
        return Words(
            f"`{name}` belongs to other letters; this one does not know it.{near.en}",
            f"`{name}` appartient à d'autres lettres ; celle-ci ne le connaît pas.{near.fr}",
        )
    return Words(
        f"This letter knows no `{name}`.{near.en}",
        f"Cette lettre ne connaît pas `{name}`.{near.fr}",
    )


def _of_another_kind(use: Use, kind: Kind, letter: Known) -> Words:
    path = use.path
    if kind == "code":
        return Words(
            f"`{path}` is for asking with `if`, not for writing: the State would read a code.",
            f"`{path}` sert à poser une condition avec `if` et ne s'écrit pas : l'État lirait un "
            "code.",
        )
    if kind == "object":
        parts = ", ".join(f"`{path}.{name}`" for name in sorted(letter.children(path)))
        return Words(
            f"`{path}` cannot be written by itself; it has {parts}.",
            f"`{path}` ne s'écrit pas seul ; il y a {parts}.",
        )
    said, how = _KINDS[kind], _TAKES[kind][0]
    right = path if how == "written" else f"{path} | {how}"
    return Words(
        f"`{path}` is {said.en}: it is written `{{{{ {right} }}}}`.",
        f"`{path}` est {said.fr} : il faut écrire `{{{{ {right} }}}}`.",
    )


def _perhaps_not_there(path: str) -> Words:
    ask = path if path in PERHAPS_EMPTY else f"{path} is defined"
    return Words(
        f"`{path}` is not there for every dossier: ask first, `{{% if {ask} %}}`.",
        f"`{path}` n'existe pas pour tous les dossiers : posez d'abord la condition "
        f"`{{% if {ask} %}}`.",
    )
