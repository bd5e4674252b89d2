"""What lies in an archive and how to verify it, for whoever opens it in twenty years."""

from collections.abc import Iterator, Sequence
from typing import Final

from engine.dates import said
from engine.words import Language, Words
from portal.exported.enclosed import Enclosure
from portal.exported.taken import Taken
from portal.pdf.legible import legible
from portal.pdf.sentences import DRAFT
from portal.words import PARIS

NO_FORM: Final = Words("No form was filled in.", "Aucun formulaire n'a été rempli.")

_WHAT: Final = {
    "dossier.json": Words(
        "the whole dossier as data: its facts, every filing, every sheet of the completeness "
        "check, its audit trail",
        "tout le dossier sous forme de données : les faits, chaque dépôt, chaque fiche de contrôle "
        "technique, la piste d'audit",
    ),
    "form.docx": Words("the form as a Word document", "le formulaire au format Word"),
    "form.pdf": Words("the form as a PDF", "le formulaire au format PDF"),
    "audit.jsonl": Words(
        "the audit trail of this dossier, with the rules that judged it and the seals that cover "
        "it",
        "la piste d'audit de ce dossier, avec les règles qui l'ont jugé et les sceaux qui le "
        "couvrent",
    ),
    "attachments/": Words("the attached documents", "les documents joints"),
    "SHA256SUMS": Words("the SHA-256 of each file", "l'empreinte SHA-256 de chaque fichier"),
}
_IN_IT: Final = Words("In this archive", "Contenu de cette archive")
_VERIFY: Final = Words("How to verify it", "Comment la vérifier")
_FILES: Final = Words("No file has changed:", "Aucun fichier n'a été modifié :")
_TRAIL: Final = Words(
    "The trail is whole, and the filings are those that were kept:",
    "La piste est intègre, et les dépôts sont ceux qui ont été conservés :",
)
_SEAL: Final = Words(
    "With the short form of a seal that was kept elsewhere, add: --seal 1a2b-3c4d-5e6f-7a8b",
    "Avec la forme courte d'un sceau conservé ailleurs, ajouter : --seal 1a2b-3c4d-5e6f-7a8b",
)
_NOT_IN_IT: Final = Words("Not in this archive", "Ce qui manque dans cette archive")
_REMARKS: Final = Words("Remarks on the form", "Remarques sur le formulaire")

LeftOut = tuple[Enclosure, Words]
"""An attachment that is not handed out, and why."""


def readme(
    taken: Taken, files: Sequence[str], left_out: Sequence[LeftOut], remarks: Sequence[Words]
) -> str:
    """The text, in English and then in French; `files` are those of the archive."""
    languages: tuple[Language, ...] = ("en", "fr")
    both = ("\n".join(_in(one, taken, files, left_out, remarks)) for one in languages)
    return f"\n\n{'-' * 80}\n\n".join(both) + "\n"


def not_in_it(one: Enclosure, why: Words) -> Words:
    """That an attachment is left out, with its hash and the reason."""
    told = f"{one.number}. {legible(one.name)} (SHA-256 {one.sha256})"
    return Words(f"{told}: {why.en}", f"{told} : {why.fr}")


def _in(
    language: Language,
    taken: Taken,
    files: Sequence[str],
    left_out: Sequence[LeftOut],
    remarks: Sequence[Words],
) -> Iterator[str]:
    one = taken.dossier
    told = (one.reference, one.text("file_no"), legible(one.text("title")))
    yield " – ".join(filter(None, told))
    yield _shown(taken).spoken(language)
    yield from ("", _IN_IT.spoken(language), "")
    colon = " : " if language == "fr" else ": "
    for name, what in _WHAT.items():
        if any(file.startswith(name) for file in (*files, "SHA256SUMS")):
            yield f"  {name}{colon}{what.spoken(language)}"
    yield from ("", _VERIFY.spoken(language), "")
    yield from (f"  {_FILES.spoken(language)}", "    sha256sum -c SHA256SUMS")
    yield f"  {_TRAIL.spoken(language)}"
    yield "    dossiers audit verify --export audit.jsonl"
    yield f"  {_SEAL.spoken(language)}"
    yield from _listed(_NOT_IN_IT, [not_in_it(*each) for each in left_out], language)
    yield from _listed(_REMARKS, remarks, language)


def _listed(title: Words, lines: Sequence[Words], language: Language) -> Iterator[str]:
    if lines:
        yield from ("", title.spoken(language), "")
        yield from (f"  - {one.spoken(language)}" for one in lines)


def _shown(taken: Taken) -> Words:
    shown = taken.shown
    if shown is None:
        return NO_FORM
    if shown.called is None:
        return DRAFT
    at = shown.at.astimezone(PARIS)
    named = shown.called
    return Words(f"{named.en}, {said(at)}", f"{named.fr}, {said(at, 'fr')}")
