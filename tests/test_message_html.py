"""A letter as HTML: what it shows, that facts stay text, and that nothing comes from afar.

The pages in tests/letters_html/ are what a recipient sees. After a change that is meant, write them
anew with `DOSSIERS_WRITE_LETTERS=1 pytest tests/test_message_html.py` and open them in a browser.
"""

import os
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from css_inline import CSSInliner
from hypothesis import given
from hypothesis import strategies as st

from engine.words import Language
from notifications.as_html import as_html
from notifications.letters import Letter
from tests.sample_digest import PAGES, sample_digest
from tests.sample_letters import LANGUAGES, letter, sample, sample_reminder

FOLDER = Path(__file__).parent / "letters_html"
ALLOWED = frozenset(
    "html head meta title style body div p br h1 h2 strong table tbody tr th td ul li a hr".split()
)


class Seen(HTMLParser):
    """The elements of a page, the addresses in it, and the words between them."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.words = ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(tag)
        self.attributes += attrs

    def handle_data(self, data: str) -> None:
        self.words += data

    def of(self, name: str) -> list[str | None]:
        """The values of an attribute, wherever it stands."""
        return [value for attribute, value in self.attributes if attribute == name]


def shown(text: str, subject: str = "File 02211", pages: str = PAGES) -> Seen:
    return Seen(as_html([Letter("registered", "en", subject, text)], pages=pages))


def pictured(key: str, language: Language) -> str:
    """The page of a letter, with its deadline where it has one."""
    if key == "digest":
        return as_html([sample_digest(language)], pages=PAGES)
    if key == "completeness":
        return as_html([letter(key, language, sample(key))])
    one = sample_reminder(key)
    return as_html([one.letter(language)], deadline=one.deadline)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", ["completeness", "digest", "reminder_completion"])
def test_a_letter_looks_as_committed(key: str, language: Language):
    page = pictured(key, language)
    file = FOLDER / f"{key}.{language}.html"
    if os.environ.get("DOSSIERS_WRITE_LETTERS") == "1":
        file.write_text(page, "utf-8")
    assert file.read_text("utf-8") == page


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", ["completeness", "digest", "reminder_completion"])
def test_the_style_written_into_the_layout_is_that_of_the_whole_letter(
    key: str, language: Language
):
    page = pictured(key, language)
    inliner = CSSInliner(keep_style_tags=True, load_remote_stylesheets=False)
    bare = re.sub(' style="[^"]*"', "", page)
    assert bare != page
    anew = inliner.inline(bare).replace("&nbsp;", "\u00a0")
    assert anew == page.replace("&#39;", "'").replace("&#34;", '"')


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", ["completeness", "digest", "reminder_completion"])
def test_the_page_says_every_word_of_the_text(key: str, language: Language):
    text = sample_digest(language) if key == "digest" else None
    text = text or (
        letter(key, language, sample(key))
        if key == "completeness"
        else sample_reminder(key).letter(language)
    )
    words = Seen(pictured(key, language)).words.split()
    left = [word for word in re.findall(r"[^\W_]{2,}", text.text) if word not in " ".join(words)]
    assert left == []


def test_nothing_is_fetched_and_nothing_runs():
    page = pictured("digest", "en")
    seen = Seen(page)
    assert set(seen.elements) <= ALLOWED
    assert (seen.of("src"), "url(" in page, "@import" in page) == ([], False, False)


def test_a_fact_stays_text():
    seen = shown('<script>alert(1)</script> & "quoted"\n\n- <b>one</b>\n\nWhy.\n', "<i>A</i>")
    assert set(seen.elements) <= ALLOWED
    assert '<script>alert(1)</script> & "quoted"' in seen.words
    assert ("<b>one</b>" in seen.words, "<i>A</i>" in seen.words) == (True, True)


@given(subject=st.text(max_size=60), text=st.text(max_size=200))
def test_whatever_a_fact_holds_the_page_has_the_elements_of_the_layout(subject: str, text: str):
    seen = shown(text, subject)
    assert set(seen.elements) <= ALLOWED
    assert {name for name, _ in seen.attributes} <= {
        "charset", "class", "content", "href", "lang", "name", "scope", "style",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "links"),
    [
        (f"See {PAGES}/dossiers/RL-1.", [f"{PAGES}/dossiers/RL-1"]),
        (f"- {PAGES}/\n- ({PAGES}/a?b=c&d=e)", [f"{PAGES}/", f"{PAGES}/a?b=c&d=e"]),
        (f"Page: {PAGES}/a\nOther: {PAGES}/b", [f"{PAGES}/a", f"{PAGES}/b"]),
        (f"{PAGES}@evil.example/a {PAGES}.evil.example/b", []),
        ("https://evil.example/ javascript:alert(1)", []),
    ],
)
def test_only_addresses_of_the_pages_of_the_office_are_links(text: str, links: list[str]):
    assert shown(f"{text}\n\nWhy.").of("href") == links


def test_an_office_without_pages_has_no_links():
    assert shown(f"{PAGES}/a\n\nWhy.", pages="").of("href") == []


def test_each_language_is_marked_and_the_reader_of_the_other_is_told_that_it_follows():
    both = [letter("completeness", language, sample("completeness")) for language in ("fr", "en")]
    seen = Seen(as_html(both))
    assert seen.of("lang") == ["fr", "en", "fr", "en"]
    assert (seen.elements.count("h1"), seen.elements.count("hr")) == (2, 1)
    assert "The English text follows below." in seen.words
    assert "Le texte français suit ci-dessous." in Seen(as_html(both[::-1])).words


def test_the_deadline_is_shown_in_each_language():
    one = sample_reminder("reminder_completion")
    letters = [one.letter(language) for language in LANGUAGES]
    words = Seen(as_html(letters, deadline=one.deadline)).words
    assert "Deadline30 September 2024, 23:59 (Paris time)" in words
    assert "Date limite30 septembre 2024 à 23\u00a0h\u00a059 (heure de Paris)" in words


def test_why_it_came_is_set_apart_only_where_the_text_ends_with_a_sentence():
    assert shown("One.\n\nWhy.").of("class")[-1] == "why"
    assert shown("One.\n\n- a\n- b").of("class") == ["sheet", "office"]
    assert shown("").of("class") == ["sheet", "office"]


def test_no_french_line_begins_with_punctuation_or_parts_an_hour():
    page = as_html(
        [Letter("registered", "fr", "Dossier", "Dossier n° 1 : « oui » ; à 18 h 00.\n\nFin.")]
    )
    assert "Dossier n°\u00a01\u00a0: «\u00a0oui\u00a0»\u00a0; à 18\u00a0h\u00a000." in page


def test_a_layout_gives_no_element_its_style_by_its_place():
    style = (Path("notifications/layout/letter.html")).read_text("utf-8").partition("</style>")[0]
    assert re.findall(r":(?:first|last|nth|only|has|not)\b|[+~>] *[a-z.]+ *\{", style) == []
