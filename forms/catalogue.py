"""Every form by its code, and the edition that a file of a cycle comes on."""

from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Final

from engine.bilingual import cited
from engine.words import Words
from forms.form import Edition, Form
from forms.read import read

CURRENT_FORM: Final = Words("notice for the 2014 cycle", "avis pour le cycle 2014")
"""Where it is said that files carried over come again, on the form of the cycle they go to."""


@cache
def forms() -> Mapping[str, Form]:
    """Every form of forms/definitions/*.toml by code, the usual one of a workflow first."""
    folder = resources.files("forms") / "definitions"
    files = sorted(
        (file for file in folder.iterdir() if file.name.endswith(".toml")),
        key=lambda file: file.name,
    )
    return read((file.name, file.read_text("utf-8")) for file in files)


def forms_of(workflow: str) -> tuple[Form, ...]:
    """The forms on which a file of that workflow comes today, the usual one first."""
    return tuple(
        form for form in forms().values() if workflow in form.workflows and not form.closed
    )


def form_of(workflow: str) -> Form:
    """The usual form for that workflow: ICH-02 for an extension, though one of an element of the
    Urgent Safeguarding List comes on ICH-01; LookupError where no form is for it."""
    for form in forms_of(workflow):
        return form
    raise LookupError(f"no form is for the workflow {workflow}")


def form_with(edition: Edition) -> Form:
    """The form that an edition is one of; LookupError where it is of none."""
    for form in forms().values():
        if edition in form.editions:
            return form
    raise LookupError(f"the edition {edition.name} is of no form")


def edition_for(form: Form, cycle: int) -> Edition:
    """The edition on which a file for that cycle comes; LookupError where there is none."""
    for edition in form.editions:
        if edition.from_cycle <= cycle and (edition.to_cycle is None or cycle <= edition.to_cycle):
            return edition
    raise LookupError(_without(form, cycle).en)


def refused(form: Form, edition_name: str, cycle: int) -> Words | None:
    """Why a file for that cycle does not come on that edition, with the paragraph; None where it
    does. A closed form still has its editions for the cycles in which it was open."""
    try:
        edition = edition_for(form, cycle)
    except LookupError:
        last = form.editions[-1].to_cycle
        if form.closed and last is not None and cycle > last:
            return Words(
                f"form {form.code} is closed: the last cycle for which a file was received on it "
                f"is that of {last} [{form.closed}]",
                f"le formulaire {form.code} est clos : le dernier cycle pour lequel un dossier a "
                f"été reçu sur ce formulaire est le cycle {last} [{cited(form.closed).fr}]",
            )
        en, fr = _without(form, cycle)
        return Words(f"{en} [{CURRENT_FORM.en}]", f"{fr} [{CURRENT_FORM.fr}]")
    if edition.name == edition_name:
        return None
    return Words(
        f"a file for the cycle of {cycle} is filed on the edition of {edition.name}, not that of "
        f"{edition_name}; files carried over are re-entered on the current form "
        f"[{CURRENT_FORM.en}]",
        f"un dossier du cycle {cycle} est présenté sur l'édition de {edition.name}, et non sur "
        f"celle de {edition_name} ; les dossiers reportés sont saisis à nouveau sur le formulaire "
        f"en vigueur [{CURRENT_FORM.fr}]",
    )


def _without(form: Form, cycle: int) -> Words:
    said = [_said(edition) for edition in form.editions]
    return Words(
        f"form {form.code} has no edition for the cycle of {cycle}; it has "
        f"{', '.join(one.en for one in said)}",
        f"le formulaire {form.code} n'a pas d'édition pour le cycle {cycle} ; il existe "
        f"{', '.join(one.fr for one in said)}",
    )


def _said(edition: Edition) -> Words:
    name, first, last = edition.name, edition.from_cycle, edition.to_cycle
    if last is None:
        return Words(
            f"that of {name} (from the cycle of {first} on)",
            f"celle de {name} (à partir du cycle {first})",
        )
    return Words(
        f"that of {name} (cycles {first} to {last})", f"celle de {name} (cycles {first} à {last})"
    )
