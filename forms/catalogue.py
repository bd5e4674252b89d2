"""Every form by its code, and the edition that a file of a cycle comes on."""

from collections.abc import Mapping
from functools import cache
from importlib import resources

from engine.citation import Citation
from forms.form import Edition, Form
from forms.read import read

CURRENT_FORM = Citation("notice", "for the 2014 cycle")
"""Files carried over come again, on the form of the cycle that they go to."""


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
    there_are = ", ".join(_said(edition) for edition in form.editions)
    raise LookupError(
        f"form {form.code} has no edition for the cycle of {cycle}; it has {there_are}"
    )


def refused(form: Form, edition_name: str, cycle: int) -> str | None:
    """Why a file for that cycle does not come on that edition, with the paragraph; None where it
    does. A closed form still has its editions for the cycles in which it was open."""
    try:
        edition = edition_for(form, cycle)
    except LookupError as none:
        last = form.editions[-1].to_cycle
        if form.closed and last is not None and cycle > last:
            return (
                f"form {form.code} is closed: the last cycle for which a file was received on it "
                f"is that of {last} [{form.closed}]"
            )
        return f"{none} [{CURRENT_FORM}]"
    if edition.name == edition_name:
        return None
    return (
        f"a file for the cycle of {cycle} is filed on the edition of {edition.name}, not that of "
        f"{edition_name}; files carried over are re-entered on the current form [{CURRENT_FORM}]"
    )


def _said(edition: Edition) -> str:
    if edition.to_cycle is None:
        return f"that of {edition.name} (from the cycle of {edition.from_cycle} on)"
    return f"that of {edition.name} (cycles {edition.from_cycle} to {edition.to_cycle})"
