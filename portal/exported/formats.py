"""The formats in which a dossier can be taken out of the office."""

from typing import BinaryIO, Final, Literal, get_args

from engine.runtime.office import Office
from engine.runtime.store.kept import Store
from engine.words import Language, Words
from portal.exported.archive import write_zip
from portal.exported.dossier import dossier_json
from portal.exported.pdf import write_pdf
from portal.exported.taken import taken
from portal.exported.word import write_word

Format = Literal["json", "docx", "pdf", "zip"]

FORMATS: Final[tuple[Format, ...]] = get_args(Format)


def write(
    office: Office,
    store: Store,
    reference: str,
    wanted: Format,
    language: Language,
    out: BinaryIO,
    number: int | None = None,
    *,
    drafted: bool = True,
) -> tuple[Words, ...]:
    """Write a dossier in that format; what is to be told of it. LookupError, NotWhole and OSError
    as in `write_zip`."""
    if wanted == "zip":
        return write_zip(office, store, reference, language, out, number, drafted=drafted)
    one = taken(office, reference, number, drafted=drafted)
    if wanted == "json":
        out.write(dossier_json(one, store))
        return ()
    return (write_word if wanted == "docx" else write_pdf)(one, language, out)
