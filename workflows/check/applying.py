"""To which files an item of the check applies: those whose form asks for what it is about."""

from forms.form import Document
from workflows.check.filed import Filed
from workflows.check.item import Applies
from workflows.check.seen import HEADER


def every_file(filed: Filed) -> bool:
    """What is looked at in every file."""
    return True


def of_a_cycle(filed: Filed) -> bool:
    """A request of no cycle may come on any day."""
    return filed.dossier.cycle is not None


def of_several_states(filed: Filed) -> bool:
    """Several States submit it."""
    return filed.multinational


def one_of_several(filed: Filed) -> bool:
    """Its State has other files in the cycle; what several States submit is ranked by none."""
    return filed.own_files > 1 and not filed.multinational


def asks_for(*documents: Document) -> Applies:
    """The form asks for one of these documents; what may be given counts once it is given."""

    def applies(filed: Filed) -> bool:
        return any(
            asked.least or any(given for _, given in filed.given(asked))
            for asked in filed.edition.attached
            if asked.document in documents
        )

    return applies


def asks_for_the_header(filed: Filed) -> bool:
    """The form has a header: an element or a place that is named, communities."""
    return any(field.name in HEADER for field in filed.edition.fields)


def asks_for_the_inventory(filed: Filed) -> bool:
    """The form asks in which inventory the element is."""
    return any(field.name.startswith("inventory_") for field in filed.edition.fields)


def asks_for_money(filed: Filed) -> bool:
    """The form has a budget or a timetable."""
    return any(field.kind in ("money", "timetable") for field in filed.edition.fields)


def asks_a_person(filed: Filed) -> bool:
    """The form asks for a contact."""
    return any(field.kind == "contact" for field in filed.edition.fields)


names_the_element_again = asks_for("inventory", "photographs")
"""The name stands beside the form: in the inventory, or in captions."""
