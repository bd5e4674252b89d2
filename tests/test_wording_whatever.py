"""Whatever is typed as the wording of a letter: it has faults, or it is written; never else."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from engine.dossier import Dossier
from engine.words import Language
from notifications.letters import Wording, original, render
from notifications.reminders.reading import templates
from notifications.wording.faults import faults, tidy
from tests.every_letter import AFTER, written_about
from tests.reminding import plans
from tests.sample_letters import ABOUT_NO_DOSSIER, LANGUAGES, causes, dossier_after, reminders
from workflows.about import about
from workflows.law import law

KEYS = sorted(
    {key for key, _, _ in causes()} | set(ABOUT_NO_DOSSIER) | templates(plans()) | set(AFTER)
)
LETTERS = [(key, language) for key in KEYS for language in LANGUAGES]

NAMES = (
    "title file_no dossier dossier.cycle dossier.states dossier.workflow dossier.titel mechanism "
    "deadlines deadlines.completion deadlines.submission.local deadlines.submission.zone session "
    "session.name session.place_fr session.opens receives paragraph reminder reminder.days "
    "reminder.deadline reminder.to reminder.why authority element list level rank received_at "
    "approved_amount missing x loop loop.first state 'a' 1 -1 none true 1.5 title.__class__"
).split()
FILTERS = (
    "moment day dollars listed spoken derived cited abs upper length default('a') default(title) "
    "format(1) format(title) moment(deadlines.submission.zone) nope join"
).split()
OPERATORS = "== != < and or + - ~ * % ** in |is".split()

names = st.sampled_from(NAMES)
expressions = st.recursive(
    names,
    lambda inner: st.one_of(
        st.builds("{} | {}".format, inner, st.sampled_from(FILTERS)),
        st.builds("({} {} {})".format, inner, st.sampled_from(OPERATORS), inner),
        st.builds("{} if {} else {}".format, inner, inner, inner),
        st.builds("{} is defined".format, inner),
        st.builds("not {}".format, inner),
        st.builds("'%d %s' | format({}, {})".format, inner, inner),
        st.builds("{}[{}]".format, inner, inner),
        st.builds("{}({})".format, inner, inner),
        st.builds("{} in ('a', 1)".format, inner),
    ),
    max_leaves=5,
)
pieces = st.one_of(
    st.builds("{{{{ {} }}}}".format, expressions),
    st.builds("{{% if {} %}}".format, expressions),
    st.builds("{{% if {} %}}{{{{ {} }}}}{{% endif %}}".format, expressions, expressions),
    st.builds("{{% elif {} %}}".format, expressions),
    st.builds("{{% for x in {} %}}{{{{ {} }}}}{{% endfor %}}".format, names, expressions),
    st.sampled_from(
        "{% else %}|{% endif %}|{% endfor %}|{% set x = 1 %}|{{ x|{%|#}|{# a #}|{{- title -}}|"
        "{% raw %}|\n|\r|\x0b|\x02|Subject: |\ud800|{% import 'a' as b %}|{%- endif -%}|}}|%}"
        .split("|")
    ),
    st.text(max_size=8),
)  # fmt: skip


def changed(data: st.DataObject, text: str) -> str:
    """The text with some pieces put in, some lines changed, some left out."""
    lines = text.split("\n")
    for _ in range(data.draw(st.integers(0, 3))):
        number = data.draw(st.integers(0, len(lines) - 1))
        way = data.draw(st.sampled_from(["after", "in place", "beside", "without"]))
        piece = data.draw(pieces)
        if way == "after":
            lines.insert(number + 1, piece)
        else:
            there = {"in place": piece, "beside": lines[number] + piece, "without": ""}
            lines[number] = there[way]
    return "\n".join(lines)


@cache
def samples(key: str) -> tuple[tuple[Dossier, Mapping[str, Any]], ...]:
    """Every dossier for which there is that letter, with all facts and with the fewest, and what is
    known of it."""
    if key in AFTER:
        several = (written_about(key), written_about(key, "rl"))
        return tuple((one, about(law(), one)) for one in several)
    if key in ABOUT_NO_DOSSIER:
        return ((Dossier("", "", facts=ABOUT_NO_DOSSIER[key]), {}),)
    found: list[tuple[Dossier, Mapping[str, Any]]] = []
    for everything in (True, False):
        for named, workflow, step in causes():
            if named == key:
                dossier = dossier_after(workflow, step, everything=everything)
                found.append((dossier, about(law(), dossier)))
        for one in reminders(everything=everything):
            if one.reminder.template == key:
                why, to = one.reminder.why, one.reminder.recipient
                told = {"deadline": one.deadline, "days": one.days, "to": to, "why": why}
                found.append((one.dossier, {**about(law(), one.dossier), "reminder": told}))
    return tuple(found)


def judged(key: str, language: Language, text: str) -> bool:
    """Whether the text is without faults; then it is written for each of its dossiers."""
    if faults(key, language, text):
        return False
    wording: Wording = {(key, language): (7, tidy(text))}
    for dossier, known in samples(key):
        read = render(key, language, dossier, known, wording)
        assert (read.wording, "\n" in read.subject, bool(read.subject)) == (7, False, True)
    return True


@settings(max_examples=400)
@given(st.data(), st.sampled_from(LETTERS))
def test_a_changed_original_has_faults_or_is_written_for_every_dossier(
    data: st.DataObject, letter: tuple[str, Language]
):
    judged(*letter, changed(data, original(*letter)))


@settings(max_examples=200)
@given(st.sampled_from(LETTERS), st.text(), st.lists(pieces, max_size=4))
def test_whatever_is_typed_has_faults_or_is_written(
    letter: tuple[str, Language], text: str, more: list[str]
):
    judged(*letter, text + "\n".join(more))


@settings(max_examples=100)
@given(st.sampled_from(LETTERS), expressions)
def test_whatever_is_written_in_a_tag_has_faults_or_is_written(
    letter: tuple[str, Language], expression: str
):
    first, rest = original(*letter).split("\n\n", 1)
    judged(*letter, f"{first}\n\n{{{{ {expression} }}}}\n{rest}")


def test_every_original_is_written_for_every_dossier_as_if_the_office_had_written_it():
    assert [letter for letter in LETTERS if not judged(*letter, original(*letter))] == []


def test_every_letter_has_a_dossier_to_be_tried_on():
    assert [key for key in KEYS if not samples(key)] == []
