"""The reasons why a file cannot be taken, as sentences in both languages with their source."""

from engine.words import Words
from portal.attached.formats import DOCUMENTS, ENDINGS, KINDS, Recognised
from portal.attached.limits import Limits
from portal.attached.seen import Fault


def figure(number: int) -> Words:
    """A number in words: 2,000 and 2 000."""
    english = f"{number:,}"
    return Words(english, english.replace(",", "\u202f"))


def megabytes(size: int) -> Words:
    """A size for people: 60 MB and 60 Mo; a size above a limit never reads like the limit."""
    millions = -(-size // 1_000_000)
    return Words(f"{figure(millions).en} MB", f"{figure(millions).fr} Mo")


def minutes(seconds: int) -> str:
    """A duration as a player shows it: 5:00."""
    return f"{seconds // 60}:{seconds % 60:02}"


def fault(limits: Limits, table: str, english: str, french: str) -> Fault:
    """A fault that cites a table of the limits."""
    return Fault(Words(english, french), limits.cites[table])


def empty(limits: Limits) -> Fault:
    """There is nothing in it."""
    return fault(limits, "most_bytes", "The file is empty.", "Le fichier est vide.")


def too_large(limits: Limits, size: int, most: int) -> Fault:
    """More bytes than are taken."""
    has, may = megabytes(size), megabytes(most)
    return fault(
        limits, "most_bytes",
        f"The file has {has.en}; at most {may.en} are taken.",
        f"Le fichier fait {has.fr} ; {may.fr} au plus sont acceptés.",
    )  # fmt: skip


def cut_off(limits: Limits, announced: int, came: int) -> Fault:
    """Not as many bytes as were announced."""
    told, there = figure(announced), figure(came)
    return fault(
        limits, "most_bytes",
        f"{told.en} bytes were announced and {there.en} came; please send the file again.",
        f"{told.fr} octets étaient annoncés et {there.fr} sont arrivés ; veuillez renvoyer le"
        " fichier.",
    )  # fmt: skip


def too_many(limits: Limits, number: int) -> Fault:
    """More files than are taken of a document."""
    has, may = figure(number), figure(limits.files)
    return fault(
        limits, "most_files",
        f"There are {has.en} files; at most {may.en} of a document are taken.",
        f"Il y a {has.fr} fichiers ; {may.fr} au plus sont acceptés par document.",
    )  # fmt: skip


def not_wanted(limits: Limits, document: str, name: str, found: Recognised) -> Fault:
    """Not what the document asks for, whatever its name says."""
    what = DOCUMENTS[document]
    kinds = [words for kind, words in KINDS.items() if kind in limits.taken[document]]
    english = _one_of([one.en for one in kinds], "or")
    french = _one_of([one.fr for one in kinds], "ou")
    promised = ENDINGS.get(name.rpartition(".")[2].lower(), found.kind)
    if promised == found.kind:
        is_en, is_fr = f"{name} is", f"{name} est"
    else:
        is_en = f"It is named {name}, but it is"
        is_fr = f"Le fichier se nomme {name}, mais c'est"
    return fault(
        limits, "kinds_taken",
        f"{is_en} {found.words.en}; {what.en} is to be {english}.",
        f"{is_fr} {found.words.fr} ; {what.fr} doit être {french}.",
    )  # fmt: skip


def _one_of(kinds: list[str], conjunction: str) -> str:
    *several, last = kinds
    return f"{', '.join(several)} {conjunction} {last}" if several else last


def damaged(limits: Limits, what: Words) -> Fault:
    """It cannot be read to its end as what it is."""
    return fault(
        limits, "kinds_taken",
        f"It is {what.en}, but it is damaged or incomplete and cannot be read.",
        f"C'est {what.fr}, mais endommagé ou incomplet : la lecture est impossible.",
    )  # fmt: skip


def too_slow(limits: Limits) -> Fault:
    """It takes longer to read than is given."""
    return fault(
        limits, "most_effort",
        f"It cannot be read within {limits.seconds} seconds.",
        f"La lecture n'aboutit pas en {limits.seconds} secondes.",
    )  # fmt: skip


def too_heavy(limits: Limits) -> Fault:
    """It takes more memory to read than is given."""
    may = megabytes(limits.memory)
    return fault(
        limits, "most_effort",
        f"It cannot be read in {may.en} of memory.",
        f"La lecture demande plus de {may.fr} de mémoire.",
    )  # fmt: skip


def too_short_or_long(limits: Limits, seconds: int) -> Fault:
    """The video is not as long as it is to be."""
    least, most = minutes(limits.least_seconds), minutes(limits.most_seconds)
    return fault(
        limits, "video_duration",
        f"The video lasts {minutes(seconds)}; it is to last from {least} to {most} minutes.",
        f"La vidéo dure {minutes(seconds)} ; elle doit durer de {least} à {most} minutes.",
    )  # fmt: skip
