"""The attachments of sixty dossiers, each opened in a process of its own, and the dossiers checked;
against decoding the same files in one process."""

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import TYPE_CHECKING

from PIL import Image
from pypdf import PdfReader

from bench.rounds import in_turns
from bench.rows import Row, Target
from engine.words import Words
from forms.form import Document
from portal.attached.examined import examine
from portal.attached.limits import limits
from tests.whole_file import document, whole
from workflows.check.check import check
from workflows.law import law

if TYPE_CHECKING:
    from bench.databases import Place

CYCLE, STATE = 2028, "Ghana"
LIMITS = limits(CYCLE)
DOSSIERS = 60
THREADS = 2
ROUNDS = 3
DOCUMENTS: tuple[Document, ...] = (
    *(("photographs",) * 10), "consent", "inventory", "cession_photographs", "signature",
)  # fmt: skip
"""What is attached to a dossier, without its video."""


@dataclass(frozen=True, slots=True)
class Sent:
    """A file that was sent as that document."""

    document: Document
    path: Path
    size: int


Open = Callable[[Sent], tuple[Words, ...]]
"""Opens a file, and says what is wrong with it."""


def checking(place: "Place") -> Iterator[Row]:
    """Seconds for all dossiers, from the first file to the last check."""
    with TemporaryDirectory(dir=place.folder) as folder:
        sent = [_sent(Path(folder), number, one) for number, one in enumerate(DOCUMENTS)]
        both = in_turns(lambda: _timed(sent, _examined), lambda: _timed(sent, _bare), ROUNDS)
    files, size = DOSSIERS * len(sent), DOSSIERS * sum(one.size for one in sent) / 1e6
    what = f"opening and checking {DOSSIERS} dossiers"
    note = f"{files} files, {size:,.0f} MB, a process for each; against Pillow and pypdf in one"
    yield both.row(what, _seconds, Target("<=", 2.5), note)
    apart = (both.ours - both.other) / files * THREADS
    note = (
        f"{THREADS} threads, {os.cpu_count()} cores; apart costs {apart * 1e3:.1f} ms of one a file"
    )
    yield Row("its time", _seconds(both.ours), "", both.ours, Target("<=", 10, "s"), note)


def _sent(folder: Path, number: int, of: Document) -> Sent:
    """A photograph of six million points, or the scan of four pages."""
    path = folder / f"{number}.{'jpg' if of == 'photographs' else 'pdf'}"
    if of == "photographs":
        _picture((3000, 2000)).save(path, quality=80, dpi=(300, 300))
    else:
        first, *rest = (_picture((1240, 1754)) for _ in range(4))
        first.save(path, save_all=True, append_images=rest)
    return Sent(of, path, path.stat().st_size)


def _picture(size: tuple[int, int]) -> Image.Image:
    """Coarse noise, which takes about as many bytes as a photograph does."""
    noise = [Image.effect_noise((size[0] // 16, size[1] // 16), 40) for _ in "RGB"]
    return Image.merge("RGB", noise).resize(size, Image.Resampling.BICUBIC)


def _timed(sent: Sequence[Sent], opened: Open) -> float:
    """Seconds. Two files are open at any time; a dossier is checked when all of its are."""
    filed, _ = whole("ICH-02", CYCLE, (STATE,))
    video = [one for one in filed.attachments if one.document in ("video", "cession_video")]
    ruled = law()
    began = perf_counter()
    with ThreadPoolExecutor(THREADS) as pool:
        faults = pool.map(opened, [*sent] * DOSSIERS)
        for _ in range(DOSSIERS):
            attached = [
                replace(document(one.document, number, STATE), faults=next(faults))
                for number, one in enumerate(sent)
            ]
            checked = check(replace(filed, attachments=(*attached, *video)), ruled)
            assert checked.missing == (), checked.missing
    return perf_counter() - began


def _examined(one: Sent) -> tuple[Words, ...]:
    found = examine(one.document, one.path, one.path.name, one.size, LIMITS)
    return tuple(fault.words for fault in found.faults)


def _bare(one: Sent) -> tuple[Words, ...]:
    """What Pillow and pypdf do, by hand and with nothing around it."""
    if one.path.suffix == ".pdf":
        assert len(PdfReader(one.path).pages) == 4
        return ()
    with Image.open(one.path) as image:
        image.draft("RGB", (image.width // 8, image.height // 8))
        image.load()
    return ()


def _seconds(seconds: float) -> str:
    return f"{seconds:.1f} s"
