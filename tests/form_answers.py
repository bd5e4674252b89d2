"""Answers to the toy form as they may come, and the page of a section as a browser sends it."""

import html
import re
from typing import Any

from hypothesis import strategies as st

from forms.form import Field, Kind
from portal.form_pages.names import PARTS

ODD_STATES = ("Côte d'Ivoire", "Bolivia (Plurinational State of)", 'A|B, "C" = D', "Kenya")

EVERYTHING = st.characters(exclude_categories=["Cs"], exclude_characters="\x00\r")
"""Every character that a page can carry."""

texts = st.text(EVERYTHING).filter(str.strip).filter(lambda one: one.strip("\ufeff").strip())
lines = st.text(st.characters(exclude_categories=["Cs", "Cc"])).filter(
    lambda one: one.strip("\ufeff").strip()
)
numbers = st.integers(0, 10**12 - 1)
whatever = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(st.characters()),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(st.characters()), inner),
    max_leaves=8,
)
"""Anything that JSON can say."""


def sound(asked: Field) -> st.SearchStrategy[Any]:
    """Answers that the inputs of a question can hold, whether they are understood or not."""
    values = [value for value, _ in asked.choices]
    if asked.kind in PARTS:
        return _in_parts(asked.kind)
    known: dict[str, st.SearchStrategy[Any]] = {
        "choice": st.sampled_from(values or [""]) | texts,
        "choices": st.sets(st.sampled_from(values or [""]), min_size=1).map(
            lambda chosen: [value for value in values if value in chosen]
        ),
        "yes_no": st.booleans() | texts.filter(lambda one: one not in ("yes", "no")),
        "number": numbers | texts.filter(lambda one: not re.fullmatch("[0-9]+", one)),
        "list": st.lists(lines, min_size=1),
    }
    return known.get(asked.kind, texts)


def _in_parts(kind: Kind) -> st.SearchStrategy[Any]:
    cells = {part.name: numbers if part.name == "amount" else texts for part in PARTS[kind]}
    row = st.fixed_dictionaries({}, optional=cells)
    if kind == "contact":
        return row.filter(bool)
    rows = st.lists(row, max_size=4)
    return st.builds(lambda some, last: [*some, last], rows, row.filter(bool))


def pairs_of(page: str) -> list[tuple[str, str]]:
    """What a browser sends for the form of a page as it stands, without a button."""
    form = page[page.index('<form class="form"') :]
    form = form[: form.index("</form>")]
    found = []
    for tag, inside in re.findall(r"<(input|textarea)\b((?:[^>\"]|\"[^\"]*\")*)>", form):
        said = dict(re.findall(r'([\w-]+)="([^"]*)"', inside))
        ticked = said.get("type") in ("radio", "checkbox")
        if tag == "textarea" or (ticked and not re.search(r"\bchecked\b", inside)):
            continue
        found.append((html.unescape(said["name"]), html.unescape(said.get("value", ""))))
    for inside, text in re.findall(
        r"<textarea\b((?:[^>\"]|\"[^\"]*\")*)>\n(.*?)</textarea>", form, re.DOTALL
    ):
        said = dict(re.findall(r'([\w-]+)="([^"]*)"', inside))
        found.append((html.unescape(said["name"]), html.unescape(text).replace("\n", "\r\n")))
    return found
