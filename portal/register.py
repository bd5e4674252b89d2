"""The register over the office's database: imported elements and decided dossiers together."""

from datetime import date
from importlib import resources

from engine.element import Element
from engine.runtime import reading
from engine.runtime.database import writer
from engine.runtime.office import Office
from engine.runtime.register import add, imported
from workflows.register import ON_THE_REGISTER, standing
from workflows.register_file import read


def import_register(office: Office, content: bytes) -> tuple[int, int, list[str]]:
    """Import a file of the register: how many elements were added, how many were there already,
    and every fault. With a fault, nothing is imported."""
    elements, faults = read(content, office.clock().date())
    if faults:
        return 0, 0, faults
    with writer(office.database).begin() as connection:
        known = {one.file_no: one for one in imported(connection)}
        fresh = [one for one in elements if one.file_no not in known]
        clashing = [one for one in elements if known.get(one.file_no, one) != one]
        if clashing:
            return 0, 0, [
                f"{one.file_no}: it is already in the register with another content "
                f"({known[one.file_no].list} {known[one.file_no].year}, "
                f"{'; '.join(known[one.file_no].states)})"
                for one in clashing
            ]  # fmt: skip
        add(connection, fresh)
    return len(fresh), len(elements) - len(fresh), []


def published() -> list[Element]:
    """UNESCO's register to the end of 2021, as this version ships it (workflows/data/README.md)."""
    content = (resources.files("workflows") / "data" / "register-2021.csv").read_bytes()
    elements, faults = read(content, date(2021, 12, 31))
    if faults:
        raise RuntimeError("; ".join(faults))
    return elements


def register_on(office: Office, day: date) -> dict[str, Element]:
    """The register on that day, by file number."""
    with office.database.connect() as connection:
        decided = reading.dossiers_where(connection, states=ON_THE_REGISTER)
        return standing(imported(connection), decided, day)
