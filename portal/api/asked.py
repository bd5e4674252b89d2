"""What a request asks for: a form, its edition for a cycle, and States, or a sentence why not."""

from typing import Final

from engine.words import Words
from forms.catalogue import forms, refused
from forms.form import Edition, Form
from forms.plain import visible
from portal.api.problems import Problem
from workflows.states_parties import states_parties

_DIGITS: Final = 4
_SHOWN: Final = 80


def form_with(code: str) -> Form:
    """The form of that code. Problem where there is none."""
    form = forms().get(code)
    if form is None:
        known = ", ".join(forms())
        raise Problem(
            "no-form",
            Words(
                f"There is no form “{_shown(code)}”; there are {known}.",
                f"Il n'y a pas de formulaire « {_shown(code)} » ; il existe {known}.",
            ),
        )
    return form


def edition_of(form: Form, cycle: str) -> Edition:
    """The edition on which a file of that cycle comes. Problem where there is none, or where the
    cycle is not a year."""
    if not (len(cycle) == _DIGITS and cycle.isascii() and cycle.isdecimal()):
        raise Problem(
            "no-cycle",
            Words(
                "The edition follows from the cycle: name it as a year, like ?cycle=2028.",
                "L'édition dépend du cycle : veuillez l'indiquer par une année, ainsi ?cycle=2028.",
            ),
        )
    against = Words("", "")
    for edition in form.editions:
        refusal = refused(form, edition.name, int(cycle))
        if refusal is None:
            return edition
        against = refusal
    raise Problem("no-edition", Words(*(f"{one[0].upper()}{one[1:]}." for one in against)))


def states_in(text: str) -> list[str]:
    """The States named in a text, between semicolons. Problem where one is no State, or none is
    named."""
    states = list(dict.fromkeys(one.strip() for one in text.split(";") if one.strip()))
    if not states:
        raise Problem(
            "no-state",
            Words(
                "Name the submitting States, between semicolons, like ?states=Ghana;Togo.",
                "Veuillez indiquer les États soumissionnaires, séparés par des points-virgules, "
                "ainsi ?states=Ghana;Togo.",
            ),
        )
    for one in states:
        if one not in states_parties():
            raise Problem(
                "no-state",
                Words(
                    f"No State is named “{_shown(one)}”; States have UNESCO's English names.",
                    f"Aucun État ne s'appelle « {_shown(one)} » ; les États portent leur nom "
                    "anglais à l'UNESCO.",
                ),
            )
    return states


def _shown(text: str) -> str:
    return visible(text[:_SHOWN])
