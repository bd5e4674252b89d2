"""A dossier whole, in one ZIP archive that can be verified without this office."""

from collections.abc import Callable, Iterable
from hashlib import sha256
from io import BytesIO
from typing import BinaryIO, Final
from zipfile import ZIP_STORED, ZipFile

from engine.runtime import queries
from engine.runtime.extract import extract
from engine.runtime.office import Office
from engine.runtime.store.kept import Damaged, NotKept, Store
from engine.words import Language, Words
from portal.exported.dated import dated
from portal.exported.dossier import dossier_json
from portal.exported.enclosed import Enclosure
from portal.exported.pdf import write_pdf
from portal.exported.readme import not_in_it, readme
from portal.exported.taken import Taken, take
from portal.exported.word import write_word

_FORMS: Final[dict[str, Callable[[Taken, Language, BinaryIO], tuple[Words, ...]]]] = {
    "form.docx": write_word,
    "form.pdf": write_pdf,
}


class NotWhole(ValueError):
    """An archive cannot be made whole; the words say why."""

    def __init__(self, one: Enclosure, en: str, fr: str) -> None:
        told = f"{one.number}, {one.name},"
        self.said = Words(
            f"Nothing was exported: attachment {told} {en}",
            f"Rien n'a été exporté : le document joint {told} {fr}",
        )
        super().__init__(self.said.en)


def write_zip(
    office: Office,
    store: Store,
    reference: str,
    language: Language,
    out: BinaryIO,
    number: int | None = None,
    *,
    drafted: bool = True,
) -> tuple[Words, ...]:
    """Write the archive of a dossier with the filing of that number, as `taken` finds it; what is
    left out, and what of the form could not be written. The same state of the dossier gives the
    same bytes.

    LookupError where there is no such dossier or filing, NotWhole where a content has changed,
    OSError when the store does not answer: what is in `out` by then is no archive.
    """
    with ZipFile(out, "w", ZIP_STORED) as opened:
        with queries.looking(office.database) as connection:
            taken = take(connection, office, reference, number, drafted=drafted)
            parts = _Parts(opened, taken)
            lines = extract(connection, reference)
            parts.add("audit.jsonl", (line.encode() for line in lines))
        parts.add("dossier.json", [dossier_json(taken, store)])
        remarks = list(_forms(parts, language))
        enclosed = taken.shown.enclosed if taken.shown else ()
        left_out = [(one, why) for one in enclosed if (why := one.left_out(store))]
        unsaid = {one.number for one, _ in left_out}
        for one in enclosed:
            if one.number not in unsaid:
                _enclose(parts, one, store)
        text = readme(taken, list(parts.sums), left_out, remarks)
        parts.add("README.txt", [text.encode("utf-8", "backslashreplace")])
        sums = "".join(f"{hash_}  {name}\n" for name, hash_ in sorted(parts.sums.items()))
        parts.add("SHA256SUMS", [sums.encode()])
    return (*(not_in_it(*one) for one in left_out), *remarks)


class _Parts:
    """The parts of an archive as they are written, and by name the SHA-256 of each."""

    def __init__(self, opened: ZipFile, taken: Taken) -> None:
        self._opened = opened
        self.taken = taken
        self.sums: dict[str, str] = {}

    def add(self, name: str, chunks: Iterable[bytes], size: int = 0) -> None:
        """Write a part piece by piece; `size` is announced where it may be large."""
        part, seen = dated(name, self.taken.at), sha256()
        part.file_size = size
        with self._opened.open(part, "w") as writing:
            for chunk in chunks:
                seen.update(chunk)
                writing.write(chunk)
        self.sums[name] = seen.hexdigest()


def _forms(parts: _Parts, language: Language) -> Iterable[Words]:
    if parts.taken.shown is None:
        return
    for name, write in _FORMS.items():
        made = BytesIO()
        for remark in write(parts.taken, language, made):
            yield Words(f"{name}: {remark.en}", f"{name} : {remark.fr}")
        parts.add(name, [made.getvalue()])


def _enclose(parts: _Parts, one: Enclosure, store: Store) -> None:
    try:
        parts.add(one.path, store.open(one.sha256), one.size)
    except Damaged as fault:
        en = "is no longer what was sent: its content does not match its SHA-256."
        fr = "n'est plus celui qui a été envoyé : son contenu ne correspond pas à son SHA-256."
        raise NotWhole(one, en, fr) from fault
    except NotKept as fault:
        en, fr = (
            "was removed meanwhile. Please try again.",
            "a été retiré entre-temps. Veuillez réessayer.",
        )
        raise NotWhole(one, en, fr) from fault
