"""What a machine sees: which answers, documents and dates are missing or wrong, item by item.

Every open question and every document belongs to one item, so that one thing that is missing is
told once.
"""

from collections.abc import Iterator
from datetime import date
from typing import Final

from engine.parameters import Parameters, UnknownParameter
from engine.words import Words
from forms.catalogue import refused
from forms.form import Document, Field
from workflows.check.filed import Attachment, Filed
from workflows.check.item import Find
from workflows.timetable import came_late, submission
from workflows.working_days import day_in_paris

HEADER: Final = (
    "name_of_element", "name_in_community_language", "other_names", "communities", "location",
)  # fmt: skip
IMAGES: Final[tuple[Document, ...]] = (
    "photographs", "cession_photographs", "video", "cession_video",
)  # fmt: skip
_SIGNATURE: Final = ("signatory_name", "signatory_title", "signed_on")

DOCUMENTS: Final[dict[Document, Words]] = {
    "photographs": Words("photographs", "photographies"),
    "cession_photographs": Words(
        "cession of rights for the photographs (form ICH-07-photo)",
        "cession de droits pour les photographies (formulaire ICH-07-photo)",
    ),
    "video": Words("video", "vidéo"),
    "cession_video": Words(
        "cession of rights for the video (form ICH-07-video)",
        "cession de droits pour la vidéo (formulaire ICH-07-vidéo)",
    ),
    "consent": Words("evidence of consent", "preuve du consentement"),
    "inventory": Words("extract of the inventory", "extrait de l'inventaire"),
    "signature": Words("signature", "signature"),
    "letter": Words("letter", "lettre"),
    "report": Words("report", "rapport"),
}


_UNASKED: Final = Words(
    "the form asks for no such document", "le formulaire ne demande pas ce document"
)
_NO_CAPTION: Final = Words("it has no caption", "la légende manque")
_NO_CREDIT: Final = Words(
    "photographer and copyright are not named", "l'auteur et les droits ne sont pas indiqués"
)


def belongs_to(field: Field, filed: Filed) -> str:
    """The code of the item under which an open answer to that field is told."""
    if field.name in _SIGNATURE:
        return "SIGNATURE"
    if field.name.startswith("inventory_"):
        return "INVENTORY"
    if field.kind == "contact":
        return "CONTACTS"
    if field.kind in ("money", "timetable"):
        return "BUDGET"
    return "MULTINATIONAL" if field.per_state and filed.multinational else "SECTIONS"


def answered(code: str) -> Find:
    """The answers of an item that are open or not understood."""

    def find(filed: Filed, law: Parameters) -> Iterator[Words]:
        fields = {field.name: field for field in filed.edition.fields}
        for one in filed.answers.open:
            if belongs_to(fields[one.field], filed) == code:
                yield one.sentence
        for fault in filed.answers.faults:
            field = fields.get(fault.path.partition(" / ")[0])
            if (belongs_to(field, filed) if field else "SECTIONS") == code:
                yield fault.sentence

    return find


def within_limits(header: bool) -> Find:
    """Answers shorter or longer than their limit: of the header, or of all other sections."""

    def find(filed: Filed, law: Parameters) -> Iterator[Words]:
        for one in filed.answers.beyond:
            if (one.field in HEADER) == header:
                yield one.sentence

    return find


def attached(*documents: Document) -> Find:
    """Documents of which there are too few or too many, or that are not what they should be."""

    def find(filed: Filed, law: Parameters) -> Iterator[Words]:
        for asked in filed.edition.attached:
            if asked.document not in documents:
                continue
            for state, given in filed.given(asked):
                if given < asked.least or (asked.most is not None and given > asked.most):
                    yield _counted(asked.document, state, given, asked.least, asked.most)
        for one in filed.asked_for(*documents):
            yield from (_of(one, fault) for fault in one.faults)

    return find


def captioned(filed: Filed, law: Parameters) -> Iterator[Words]:
    """Every photograph has its caption, and names its photographer and its copyright."""
    for one in filed.asked_for("photographs"):
        if not one.caption.strip():
            yield _of(one, _NO_CAPTION)
        if not one.credit.strip():
            yield _of(one, _NO_CREDIT)


def _of(one: Attachment, fault: Words) -> Words:
    return Words(f"{one.name}: {fault.en}", f"{one.name} : {fault.fr}")


def _counted(document: Document, state: str, given: int, least: int, most: int | None) -> Words:
    en, fr = (one[0].upper() + one[1:] for one in DOCUMENTS[document])
    of = Words(f" of {state}", f" ({state})") if state else Words("", "")
    if not given:
        return Words(f"{en}{of.en}: nothing is attached", f"{fr}{of.fr} : rien n'est joint")
    wanted = str(least) if least == most else f"{least}+" if most is None else f"{least}-{most}"
    return Words(
        f"{en}{of.en}: {given} attached, {wanted} asked for",
        f"{fr}{of.fr} : {given} joint(s), {wanted} demandé(s)",
    )


def on_the_edition(filed: Filed, law: Parameters) -> Iterator[Words]:
    """The edition is the one of the cycle; a request of no cycle comes on that of its year."""
    why = refused(filed.form, filed.edition.name, filed.year)
    if why and filed.dossier.cycle is None:
        code, used = filed.form.code, filed.edition.name
        yield Words(
            f"a request filed in {filed.year} comes on the current edition of form {code}, not "
            f"on that of {used}",
            f"une demande déposée en {filed.year} est présentée sur l'édition en vigueur du "
            f"formulaire {code}, et non sur celle de {used}",
        )
    elif why:
        yield why


def in_time(filed: Filed, law: Parameters) -> Iterator[Words]:
    """The file was received by the submission deadline."""
    received = filed.dossier.instant("received_at")
    try:
        deadline = submission(law, filed.dossier)
    except UnknownParameter:
        return
    if received is not None and received > deadline.closes:
        yield came_late(deadline, received, filed.dossier.cycle or 0)


def inventoried_before(filed: Filed, law: Parameters) -> Iterator[Words]:
    """The element was in the inventory before the file was submitted."""
    received = filed.dossier.instant("received_at")
    dates = filed.answers.values.get("inventory_date", {})
    for state, day in dates.items() if isinstance(dates, dict) else ():
        if received is not None and date.fromisoformat(day) > day_in_paris(received):
            yield Words(
                f"{state}: the date of inclusion in the inventory, {day}, is after the submission",
                f"{state} : la date d'inscription à l'inventaire, {day}, est postérieure à la "
                "soumission",
            )


def ranked(filed: Filed, law: Parameters) -> Iterator[Words]:
    """A State with several files states their order of priority."""
    if filed.own_files > 1 and not filed.multinational and "order" not in filed.dossier.facts:
        yield Words(
            f"the State has {filed.own_files} files and does not rank this one among them",
            f"l'État a {filed.own_files} dossiers et n'indique pas le rang de celui-ci",
        )


def unasked(filed: Filed, law: Parameters) -> Iterator[Words]:
    """Documents that the form does not ask for; they are not passed on."""
    asked = {one.document for one in filed.edition.attached}
    for one in filed.attachments:
        if one.document not in asked:
            yield _of(one, _UNASKED)


def nothing(filed: Filed, law: Parameters) -> Iterator[Words]:
    """What only eyes can see."""
    return iter(())


def all_of(*finds: Find) -> Find:
    """What any of these find."""

    def find(filed: Filed, law: Parameters) -> Iterator[Words]:
        for one in finds:
            yield from one(filed, law)

    return find
