"""The wording of a letter: everything that stands against a text is said at once, line by line."""

import pytest

from engine.words import Language
from notifications.letters import original, written
from notifications.wording.faults import LONGEST, faults, tidy
from tests.sample_letters import LANGUAGES


def said(text: str, key: str = "completeness", language: Language = "en") -> list[str]:
    return [one.spoken(language) for one in faults(key, language, text)]


def with_line(line: str, key: str = "completeness", language: Language = "en") -> list[str]:
    """What is said of the original with one more line, the third."""
    first, rest = original(key, language).split("\n\n", 1)
    return said(f"{first}\n\n{line}\n{rest}", key, language)


@pytest.mark.parametrize(("key", "language"), sorted(written()))
def test_nothing_stands_against_an_original(key: str, language: Language):
    assert said(original(key, language), key, language) == []


def test_every_fault_is_said_at_once_with_its_line_and_what_was_meant():
    text = original("completeness", "en")
    for right, wrong in (
        ("Title: {{ title }}", "Title: {{ titel }}"),
        ("deadlines.completion | moment", "deadlines.completoin | moment"),
        ("{{ mechanism | spoken }}", "{{ mechanism | spokn }}"),
        ("{{ file_no }}\n{% if", "{{ file_no }\n{% if"),
        ("{{ receives | spoken }}\n", ""),
    ):
        assert right in text
        text = text.replace(right, wrong, 1)
    assert said(text) == [
        "`{{ receives | spoken }}` must stay in the text, under no new condition: it says why the "
        "letter came.",
        "Line 3: This letter knows no `titel`. Is `title` meant?",
        "Line 5: There is no filter `spokn`. Is `spoken` meant?",
        "Line 6: `{{` is not closed with `}}` on the same line.",
        "Line 20: `deadlines` has no `completoin`. Is `completion` meant?",
    ]


def test_a_french_text_is_judged_in_french():
    assert with_line("{{ titel }} {{ dossier.titel }} {{ questions }}", language="fr") == [
        "Ligne 3 : Cette lettre ne connaît pas `titel`. S'agit-il de `title` ?",
        "Ligne 3 : `dossier` n'a pas de `titel`. S'agit-il de `title` ?",
        "Ligne 3 : `questions` appartient à d'autres lettres ; celle-ci ne le connaît pas. "
        "S'agit-il de `session` ?",
    ]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("Madam, Sir,", "The first line begins with `Subject: `, followed by the subject"),
        ("Subject: {{ title }}", "The subject has no words of its own: it could be empty."),
        ("Subject: {% if session %}A{% endif %}", "The subject has no words of its own"),
        ("Subject: A {% if session %}", "The subject is one line: what it opens with `if` is"),
        (f"Subject: {'a' * 492}", "The subject is longer than 500 characters."),
    ],
)
def test_a_letter_begins_with_its_subject(text: str, fault: str):
    (_, rest) = original("completeness", "en").split("\n", 1)
    found = said(f"{text}\n{rest}")
    assert [one for one in found if one.startswith(f"Line 1: {fault}")] != []


def test_a_subject_of_the_longest_kind_may_stand():
    (_, rest) = original("completeness", "en").split("\n", 1)
    assert said(f"Subject: {'a' * 491}\n{rest}") == []


def test_a_subject_is_one_line():
    text = original("completeness", "en").replace("\n\n", "\nmissing information\n\n", 1)
    assert said(text) == ["Line 2: The subject is one line: an empty line follows it."]


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("{{ a b }}", "`{{ a b }}` cannot be read: `b` is not understood at that place."),
        ("{{ title | }}", "`{{ title | }}` cannot be read: something is missing in it."),
        ("{{ title & 1 }}", "`{{ title & 1 }}` cannot be read: `&` means nothing here."),
        ("{{ (title }}", "`{{ (title }}` cannot be read: `}` does not fit here."),
        ("{{ '\\x' }}", "`{{ '\\x' }}` cannot be read: it is not written as it should be."),
        ("{% if title = 'a' %}{% endif %}",
         "`{% if title = 'a' %}` cannot be read: compare with `==`."),
        ("{% if %}{% elif %}{% endif %}",
         "`{% elif %}` cannot be read: something is missing in it."),
        ("{% for x in %}{% endfor x %}",
         "`{% endfor x %}` cannot be read: `x` is not understood at that place."),
        ("{% include 'other' %}",
         "`{% include 'other' %}` has no place in a letter: it can ask with `if` and go through a "
         "list with `for`."),
        ("{% iff title %}",
         "`{% iff title %}` has no place in a letter: it can ask with `if` and go through a list "
         "with `for`. Is `if` meant?"),
        ("{{ title", "`{{` is not closed with `}}` on the same line."),
        ("{# {{ title }}", "`{#` is not closed with `#}` on the same line."),
        ("{% endif %}", "`endif` has no open `if` that it belongs to."),
        ("{% for x in dossier.states %}{% else %}{% endfor %}",
         "`else` has no open `if` that it belongs to."),
        ("{% if session %}{% else %}{% elif session %}{% endif %}",
         "`elif` has no open `if` that it belongs to."),
        ("{% endfor %}", "`endfor` has no open `for` that it belongs to."),
        ("{% if session %}", "This `if` is never closed: `{% endif %}` is missing."),
        ("{% for x in dossier.states %}",
         "This `for` is never closed: `{% endfor %}` is missing."),
        ("{% if session %}" * 7 + "{% endif %}" * 7,
         "More than 6 blocks, or 2 loops, stand within one another."),
        ("{% for x in dossier.states %}" * 3 + "{% endfor %}" * 3,
         "More than 6 blocks, or 2 loops, stand within one another."),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_said_in_plain_words(line: str, fault: str):
    assert f"Line 3: {fault}" in with_line(line)


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("{{ mechanism }}", "`mechanism` is in two languages: it is written "
         "`{{ mechanism | spoken }}`."),
        ("{{ deadlines.completion }}", "`deadlines.completion` is a deadline: it is written "
         "`{{ deadlines.completion | moment }}`."),
        ("{{ dossier.states }}", "`dossier.states` is a list: it is written "
         "`{{ dossier.states | listed }}`."),
        ("{{ title | day }}", "`title` is a text: it is written `{{ title }}`."),
        ("{{ deadlines.submission.local }}", "`deadlines.submission.local` is a day: it is written "
         "`{{ deadlines.submission.local | day }}`."),
        ("{{ dossier }}", "`dossier` cannot be written by itself; it has `dossier.cycle`, "
         "`dossier.reference`, `dossier.states`, `dossier.workflow`."),
        ("{{ dossier.workflow }}", "`dossier.workflow` is for asking with `if`, not for writing: "
         "the State would read a code."),
        ("{{ title.__class__ }}", "`title` has no `__class__`."),
        ("{{ dossier._head }}", "`dossier` has no `_head`."),
        ("{{ dossier[title] }}", "`dossier` has no `[title]`. Is `title` meant?"),
        ("{{ range(10**9) }}", "`name(...)` has no place in a letter."),
        ("{{ title[0] }}", "`name[...]` has no place in a letter."),
        ("{{ {'a': 1}[title] }}", "`name[...]` has no place in a letter."),
        ("{{ {'a': 'b'}[title] }}", "`title` has no `[one of a]`."),
        ("{{ title * 9 }}", "`*` has no place in a letter."),
        ("{{ title is odd }}", "There is no test `is odd`."),
        ("{{ title is defind }}", "There is no test `is defind`. Is `defined` meant?"),
        ("{{ 'a' is defined }}", "`is` asks about a name."),
        ("{% if title is decided_by_the_bureau %}{% endif %}",
         "Whether the Bureau decides is asked as `dossier is decided_by_the_bureau`."),
        ("{{ title == 'a' }}", "The answer to a condition cannot be written: ask with `if`."),
        ("{{ none }}", "The answer to a condition cannot be written: ask with `if`."),
        ("{{ 'a' | moment }}", "`moment` cannot be applied to this."),
        ("{{ 'a' - 1 }}", "This counts with what is no number."),
        ("{{ 'a' if title }}",
         "What is written otherwise is missing: `... if ... else ...`."),
        ("{% if title in dossier.states %}{% endif %}",
         '`in` compares with a list in brackets, as in `place in ("inside", "outside")`.'),
        ("{{ 1000000000000 }}", "A letter counts in whole numbers of at most twelve digits."),
        ("{{ 1.5 }}", "A letter counts in whole numbers of at most twelve digits."),
        ("{{ '%x' | format(1) }}", "`format` fills `%d` and `%s` of a text in quotation marks, "
         "with as many values."),
        ("{{ title | format(1) }}", "`format` fills `%d` and `%s` of a text in quotation marks, "
         "with as many values."),
        ("{{ title | upper(1) }}", "`upper` is given what it does not take."),
        ("{{ 'a' | default('b') }}", "`default` is given what it does not take."),
        ("{{ deadlines.submission | moment('Paris') }}",
         "`moment` is given what it does not take."),
        ("{% for a, b in dossier.states %}{% endfor %}",
         "A loop goes through a list by its name, as in `{% for state in dossier.states %}`."),
        ("{% for x in title %}{% endfor %}", "`title` is a text: it is written `{{ title }}`."),
        ("{{ " + "not " * 30 + "title }}",
         "This is too intricate for a letter: ask with `if` in lines of their own."),
        ("\x07", "This line holds a control character, which cannot be read."),
    ],
)  # fmt: skip
def test_what_a_letter_cannot_do_is_refused(line: str, fault: str):
    assert f"Line 3: {fault}" in with_line(line)


@pytest.mark.parametrize("line", ["{{ " + "(" * 500 + " }}", "{{ " + "1" * 5000 + " }}"])
def test_what_is_too_deep_or_too_long_to_be_read_is_no_more_than_a_fault(line: str):
    (fault,) = with_line(line)
    assert fault.startswith("Line 3: `{{ ")


@pytest.mark.parametrize(
    ("line", "ask"),
    [
        ("{{ authority }}", "authority is defined"),
        ("{% if authority %}{% endif %}", "authority is defined"),
        ("{% if authority is not defined %}{{ authority }}{% endif %}", "authority is defined"),
        ("{% if authority is defined or dossier.cycle %}{{ authority }}{% endif %}",
         "authority is defined"),
        ("{{ deadlines.submission | moment }}", "deadlines.submission is defined"),
        ("{{ deadlines.submission.zone }}", "deadlines.submission is defined"),
        ("{{ session.name }}", "session"),
        ("{% if session is defined %}{{ session.name }}{% endif %}", "session"),
        ("{% if session %}{{ session.place_fr }}{% endif %}", "session.place_fr is defined"),
        ("{{ dossier.cycle }}", "dossier.cycle"),
    ],
)  # fmt: skip
def test_what_is_not_in_every_dossier_is_asked_for_first(line: str, ask: str):
    name = line.split("{{ ")[-1].split(" ")[0] if "{{" in line else "authority"
    path = next(one for one in (ask.removesuffix(" is defined"), name) if one)
    assert with_line(line, "registered") == [
        f"Line 3: `{path}` is not there for every dossier: ask first, `{{% if {ask} %}}`."
    ]


@pytest.mark.parametrize(
    "line",
    [
        "{% if authority is defined %}{{ authority }}{% endif %}",
        "{% if authority is defined and authority != 'x' %}{{ authority }}{% endif %}",
        "{% if not authority is defined %}none{% else %}{{ authority | upper }}{% endif %}",
        "{% if authority is not defined or authority == 'x' %}{% endif %}",
        "{{ authority if authority is defined else 'none' }}",
        "{{ authority | default('none') }}",
        "{% if deadlines.submission is defined %}{{ deadlines.submission | moment }}{% endif %}",
        "{{ received_at | moment }} {{ title ~ 'a' ~ 2 }} {# a note #} {{ -1 + 2 }}",
        "{% if session and session.name in ('a', 'b') %}{{ session.opens | day }}{% endif %}",
        "{% if session %}{{ session.place_fr | default(session.place) }}{% endif %}",
        "{% if dossier.cycle %}{{ dossier.cycle + 1 }}{% endif %}",
        "{% if dossier.cycle and dossier.cycle > 2020 %}{{ dossier.cycle }}{% endif %}",
        "{% for state in dossier.states %}{{ loop.index }}. {{ state }}{% if not loop.last %};"
        "{% endif %}{% endfor %}",
        "{{ dossier.states | length }} {{ '%d of %s, 5%%' | format(2, title) }} {{ 3 | abs }}",
        "{% if deadlines.submission is defined %}"
        "{{ received_at | moment(deadlines.submission.zone) }}{% endif %}",
    ],
)
def test_what_shipped_letters_do_any_wording_may_do(line: str):
    assert with_line(line, "registered") == []


def test_a_letter_about_no_dossier_knows_no_dossier():
    assert with_line("{{ mechanism | spoken }} {{ seal_numbr }}", "audit_seal") == [
        "Line 3: This letter knows no `seal_numbr`. Is `seal_number` meant?",
        "Line 3: `mechanism` belongs to other letters; this one does not know it.",
    ]


def test_what_is_used_under_the_condition_of_the_original_need_not_be_asked_again():
    line = "{% if list is not defined %}{% else %}{{ element }}{% endif %}"
    assert with_line(line, "decision_inscribed") == []
    assert with_line("{{ element }}", "decision_inscribed") == [
        "Line 3: `element` is not there for every dossier: ask first, "
        "`{% if element is defined %}`."
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_why_the_letter_came_and_the_place_of_the_officers_words_must_stay(language: Language):
    text = original("completeness", language)
    assert [one.line for one in faults("completeness", language, text)] == []
    bare = text.replace("{{ receives | spoken }}", "").replace("{{ paragraph }}", "")
    assert [one.line for one in faults("completeness", language, bare)] == [0, 0]
    hidden = text.replace(
        "{{ receives | spoken }}", "{% if session %}{{ receives | spoken }}{% endif %}"
    )
    assert [one.line for one in faults("completeness", language, hidden)] == [0]


def test_a_text_has_an_end():
    text = original("completeness", "en")
    longest = text + "a" * (LONGEST - len(text))
    assert (said(longest), said(longest + "a")) == (
        [], [f"The text has {LONGEST + 1} characters; it may have {LONGEST}."]
    )  # fmt: skip


def test_a_text_is_kept_with_the_line_ends_of_the_others():
    assert tidy("\r\nSubject: a \r\n\rb\t\n\n") == "Subject: a\n\nb\n"


def test_what_is_never_closed_hides_no_other_fault():
    text = original("completeness", "en").replace("{% endif %}\n", "", 1)
    text = text.replace("Title: {{ title }}", "Title: {{ titel }}")
    assert said(text.replace("{{ receives | spoken }}", "")) == [
        "`{{ receives | spoken }}` must stay in the text, under no new condition: it says why the "
        "letter came.",
        "Line 3: This letter knows no `titel`. Is `title` meant?",
        "Line 7: This `if` is never closed: `{% endif %}` is missing.",
    ]
