"""A letter as HTML, made from its text: one layout for all, nothing in it is fetched from afar."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Final

from css_inline import CSSInliner
from jinja2 import Environment, StrictUndefined, Template

from engine.calendar import Deadline
from engine.words import Language, Words
from notifications.blocks import Block, blocks
from notifications.letters import Letter

OFFICE: Final = Words("Secretariat of the 2003 Convention", "Secrétariat de la Convention de 2003")
DEADLINE: Final = Words("Deadline", "Date limite")
FOLLOWS: Final = Words("The English text follows below.", "Le texte français suit ci-dessous.")
"""Said above a letter in the other language, to whoever reads this one."""

_TIED: Final = re.compile(r"(?<=n°|.«) |(?<=\d h) (?=\d)|(?<=\d) (?=h \d)| (?=[;:?!»](?![\w/]))")
_AFTER: Final = r"/(?:[\w\-./?=&%#~+:]*[\w\-/=%#~+])?"


@dataclass(frozen=True, slots=True)
class _Section:
    """A letter in one language, as the layout asks for it."""

    language: Language
    subject: str
    blocks: tuple[Block, ...]
    why: tuple[str, ...]
    due_label: str
    due: str


def as_html(
    letters: Sequence[Letter], trial: str = "", deadline: Deadline | None = None, pages: str = ""
) -> str:
    """The HTML of a letter, in its languages one below the other; their last paragraphs, which say
    why it came, are set apart.

    Every word of the text is in it, and whatever a fact holds stays text: only addresses of the
    office's own `pages` become links. `trial` is said above all else.
    """
    first = letters[0]
    other, words = follows(letters)
    return _layout().render(
        language=first.language,
        subject=first.subject,
        office=OFFICE.spoken(first.language),
        trial=trial.strip().splitlines(),
        sections=[_section(letter, deadline) for letter in letters],
        other=other,
        follows=words,
        linked=_addresses(pages).split,
    )


def follows(letters: Sequence[Letter]) -> tuple[str, str]:
    """The language of the letter below the first, and the words that say so; empty for one."""
    if len(letters) == 1:
        return "", ""
    return letters[1].language, FOLLOWS.spoken(letters[1].language)


def _section(letter: Letter, deadline: Deadline | None) -> _Section:
    language = letter.language
    made = blocks(_tied(letter.text, language))
    told = made[-1].lines if made and made[-1].kind == "paragraph" else ()
    return _Section(
        language,
        _tied(letter.subject, language),
        made[:-1] if told else made,
        told,
        DEADLINE.spoken(language),
        _tied(deadline.spoken(language), language) if deadline else "",
    )


def _tied(text: str, language: Language) -> str:
    """In French, what no line may end or begin with is tied to the word it belongs to."""
    return _TIED.sub("\u00a0", text) if language == "fr" else text


@cache
def _layout() -> Template:
    """The layout, its style written into its elements once and not for every letter.

    What the template does stands in comments of HTML, which an inliner leaves where they are. So
    an element may have its style from what it is, and never from those before or after it.
    """
    source = (resources.files("notifications") / "layout" / "letter.html").read_text("utf-8")
    environment = Environment(
        block_start_string="<!--%",
        block_end_string="%-->",
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    inliner = CSSInliner(keep_style_tags=True, load_remote_stylesheets=False)
    return environment.from_string(inliner.inline(source))


@cache
def _addresses(pages: str) -> re.Pattern[str]:
    """Finds the addresses of the office's pages in a line; none where the office has no pages."""
    return re.compile(f"({re.escape(pages)}{_AFTER})" if pages else r"((?!))")
