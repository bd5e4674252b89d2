"""The tags of a text, `{{ ... }}` and `{% ... %}`: each is read by itself, so that one that cannot
be read hides no other."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from jinja2 import Environment, TemplateSyntaxError, nodes

from engine.words import Words
from notifications.wording.blocks import unbalanced
from notifications.wording.fault import Fault, meant
from notifications.wording.plain import in_plain_words

TAGS: Final = ("if", "elif", "else", "endif", "for", "endfor")
"""What may stand first in `{% ... %}`."""

_OPENS: Final = re.compile(r"\{\{|\{%|\{#")
_BLOCK: Final = re.compile(r"\{%.*?%\}")
_CLOSES: Final = {"{{": "}}", "{%": "%}", "{#": "#}"}
_GRAMMAR: Final = Environment(  # noqa: S701 - nothing is rendered with it
    trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True
)


class Tag(NamedTuple):
    """A tag of a text: its line, what it opens with, and what stands between."""

    line: int
    opens: str
    inside: str

    @property
    def word(self) -> str:
        """What a `{% ... %}` begins with; empty for what only writes."""
        if self.opens != "{%":
            return ""
        return next(iter(self.inside.lstrip("+-").split()), "").rstrip("+-")

    def __str__(self) -> str:
        return f"{self.opens}{self.inside}{_CLOSES[self.opens]}"


class Read(NamedTuple):
    """The tree of a text without what cannot be read of it; and the faults of its tags.

    Where its blocks do not match there is none of them in the tree; and no tree at all where one
    of them is a loop, which gives names."""

    tree: nodes.Template | None
    faults: tuple[Fault, ...]


def read(text: str) -> Read:
    """The tree of a text, and what cannot be read of it."""
    faults: list[Fault] = []
    kept: list[Tag] = []
    lines = [
        _line(number, line, faults, kept) for number, line in enumerate(text.split("\n"), start=1)
    ]
    unmatched = unbalanced((tag.line, tag.word) for tag in kept if tag.word)
    if unmatched:
        lines = [_BLOCK.sub("", line) for line in lines]
    loops = any(tag.word == "for" for tag in kept)
    tree = None if unmatched and loops else _GRAMMAR.parse("\n".join(lines))
    return Read(tree, (*faults, *unmatched))


def _line(number: int, line: str, faults: list[Fault], kept: list[Tag]) -> str:
    """The line with what can be read in it."""
    good: list[str] = []
    rest = line
    while found := _OPENS.search(rest):
        opens = found.group()
        good.append(rest[: found.start()])
        inside, closes, after = rest[found.end() :].partition(_CLOSES[opens])
        again = _OPENS.search(inside)
        if not closes or again:
            faults.append(Fault(number, _never_closed(opens)))
            rest = inside[again.start() :] + closes + after if again else ""
            continue
        tag = Tag(number, opens, inside)
        wrong = list(_wrong(tag))
        faults += wrong
        if not wrong or tag.word in TAGS:
            kept.append(tag)
            good.append(_in_place_of(tag) if wrong else str(tag))
        rest = after
    return "".join((*good, rest))


def _never_closed(opens: str) -> Words:
    closes = _CLOSES[opens]
    return Words(
        f"`{opens}` is not closed with `{closes}` on the same line.",
        f"`{opens}` n'est pas refermé par `{closes}` sur la même ligne.",
    )


def _in_place_of(tag: Tag) -> str:
    """What keeps the blocks of a text together where a tag of theirs cannot be read."""
    says = {"if": "if true", "elif": "elif true", "for": "for _ in []"}.get(tag.word, tag.word)
    return "{% " + says + " %}"


def _wrong(tag: Tag) -> Iterator[Fault]:
    if tag.opens == "{#":
        return
    if tag.opens == "{%" and tag.word not in TAGS:
        yield Fault(tag.line, _no_such_tag(tag))
        return
    try:
        _GRAMMAR.parse(_alone(tag))
    except (TemplateSyntaxError, ValueError, RecursionError) as fault:
        yield Fault(tag.line, in_plain_words(str(tag), fault))


def _alone(tag: Tag) -> str:
    """The tag with what makes a whole of it."""
    if tag.opens == "{{":
        return str(tag)
    before = {"if": "", "for": "", "endfor": "{% for _ in [] %}"}.get(tag.word, "{% if true %}")
    after = {"endif": "", "endfor": "", "for": "{% endfor %}"}.get(tag.word, "{% endif %}")
    return f"{before}{tag}{after}"


def _no_such_tag(tag: Tag) -> Words:
    known = meant(tag.word, TAGS)
    return Words(
        f"`{tag}` has no place in a letter: it can ask with `if` and go through a list with "
        f"`for`.{known.en}",
        f"`{tag}` n'a pas sa place dans une lettre : elle peut poser une condition avec `if` et "
        f"parcourir une liste avec `for`.{known.fr}",
    )
