"""What is said of a text that does what no letter may do."""

from collections.abc import Collection
from typing import Final

from engine.words import Words
from notifications.wording.fault import meant
from notifications.wording.use import How

NOT_GONE_THROUGH: Final = Words(
    "A loop goes through a list by its name, as in `{% for state in dossier.states %}`.",
    "Une boucle parcourt une liste désignée par son nom, comme dans "
    "`{% for state in dossier.states %}`.",
)
NO_ELSE: Final = Words(
    "What is written otherwise is missing: `... if ... else ...`.",
    "Il manque ce qui est écrit dans le cas contraire : `... if ... else ...`.",
)
TOO_LONG: Final = Words(
    "This is too intricate for a letter: ask with `if` in lines of their own.",
    "C'est trop complexe pour une lettre : posez les conditions avec `if`, sur des lignes à part.",
)
NO_SUCH_NUMBER: Final = Words(
    "A letter counts in whole numbers of at most twelve digits.",
    "Une lettre compte en nombres entiers de douze chiffres au plus.",
)
ONLY_DIGITS: Final = Words(
    "`format` fills `%d` and `%s` of a text in quotation marks, with as many values.",
    "`format` remplit les `%d` et `%s` d'un texte entre guillemets, avec autant de valeurs.",
)
BY_THE_BUREAU: Final = Words(
    "Whether the Bureau decides is asked as `dossier is decided_by_the_bureau`.",
    "La compétence du Bureau se demande par `dossier is decided_by_the_bureau`.",
)
DEFINED: Final = Words("`is` asks about a name.", "`is` porte sur un nom.")
A_LIST: Final = Words(
    '`in` compares with a list in brackets, as in `place in ("inside", "outside")`.',
    '`in` compare avec une liste entre parenthèses, comme dans `place in ("inside", "outside")`.',
)


def not_in_a_letter(what: str) -> Words:
    """What a letter has not."""
    return Words(f"{what} has no place in a letter.", f"{what} n'a pas sa place dans une lettre.")


def not_for(how: How) -> Words:
    """What cannot be done with a text, a number or a condition."""
    if how == "written":
        return Words(
            "The answer to a condition cannot be written: ask with `if`.",
            "La réponse à une condition ne s'écrit pas : posez-la avec `if`.",
        )
    if how == "number":
        return Words(
            "This counts with what is no number.", "Ce calcul porte sur ce qui n'est pas un nombre."
        )
    return Words(f"`{how}` cannot be applied to this.", f"`{how}` ne s'applique pas à ceci.")


def arguments(name: str) -> Words:
    """A filter that was given what it does not take."""
    return Words(
        f"`{name}` is given what it does not take.", f"`{name}` reçoit ce qu'il n'admet pas."
    )


def unknown_filter(name: str, known: Collection[str]) -> Words:
    """A filter that letters have not."""
    near = meant(name, known)
    return Words(
        f"There is no filter `{name}`.{near.en}", f"Il n'existe pas de filtre `{name}`.{near.fr}"
    )


def unknown_test(name: str, known: Collection[str]) -> Words:
    """A test that letters have not."""
    near = meant(name, known)
    return Words(
        f"There is no test `is {name}`.{near.en}",
        f"Il n'existe pas de test `is {name}`.{near.fr}",
    )
