"""Letters: one for every key that a step, a plan or an occasion names, in both languages, no hole.

The texts in tests/letters/ are what a State reads. After a change that is meant, write them anew
with `DOSSIERS_WRITE_LETTERS=1 pytest tests/test_letters.py` and read the difference.
"""

import os
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from jinja2 import DictLoader, UndefinedError

from engine.dates import said, said_day
from engine.dossier import Dossier, Fact
from engine.words import Language
from notifications.letters import DECIDED_BY_THE_BUREAU, _environment, render, written
from tests.every_letter import named, sample_of
from tests.reminding import plans
from tests.sample_letters import (
    FOLDER,
    HOLES,
    LANGUAGES,
    REFERENCE,
    causes,
    dossier_after,
    letter,
    reminders,
    sample,
    sample_reminder,
)
from workflows.catalogue import workflows


def test_every_key_that_is_named_has_its_letter_in_both_languages_and_no_other_has():
    assert written() == {(key, language) for key in named() for language in LANGUAGES}


@pytest.mark.parametrize(("key", "language"), sorted(written()))
def test_a_letter_reads_as_committed(key: str, language: Language):
    read = sample_of(key, language)
    text = f"Subject: {read.subject}\n\n{read.text}"
    file = FOLDER / f"{key}.{language}.txt"
    if os.environ.get("DOSSIERS_WRITE_LETTERS") == "1":
        file.write_text(text, "utf-8")
    assert file.read_text("utf-8") == text


def test_every_letter_has_its_committed_text_and_no_text_is_left_over():
    texts = {tuple(file.name.split(".")) for file in FOLDER.iterdir()}
    assert texts == {(key, language, "txt") for key, language in written()}


@pytest.mark.parametrize("everything", [False, True], ids=["only what must be", "all that may be"])
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", workflows())
def test_every_step_of_every_workflow_can_write_its_letters(
    name: str, language: Language, everything: bool
):
    holes = []
    for key, workflow, step in causes():
        if workflow.name == name:
            read = letter(key, language, dossier_after(workflow, step, everything=everything))
            text = f"{read.subject}\n\n{read.text}"
            holes += [(key, step.trigger, hole) for hole in HOLES if hole in text]
    assert holes == []


@pytest.mark.parametrize("everything", [False, True], ids=["only what must be", "all that may be"])
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", plans())
def test_every_reminder_of_the_plans_can_be_written_and_says_what_when_and_why(
    name: str, language: Language, everything: bool
):
    holes = []
    for one in reminders(everything=everything):
        if one.reminder.rule == name:
            read = one.letter(language)
            text = f"{read.subject}\n\n{read.text}"
            due, said = one.deadline, (one.reminder.template, one.reminder.recipient)
            told = (due.spoken, due.derived, due.cited, one.reminder.why.spoken)
            holes += [(said, hole) for hole in HOLES if hole in text]
            holes += [(said, words(language)) for words in told if words(language) not in text]
    assert holes == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_fact_that_is_not_known_stops_the_letter(language: Language):
    dossier = sample("completeness")
    facts = {name: fact for name, fact in dossier.facts.items() if name != "missing"}
    with pytest.raises(UndefinedError, match="'missing' is undefined"):
        letter("completeness", language, Dossier(REFERENCE, dossier.workflow, facts=facts))


def test_a_fact_is_written_as_it_is_and_never_read_as_a_template():
    text = letter("completeness", "en", sample("completeness", missing="{{ contact }} <b>&")).text
    assert "\n{{ contact }} <b>&\n" in text


def test_a_template_without_a_subject_is_refused(monkeypatch):
    loader = _environment("en").loader
    assert isinstance(loader, DictLoader)
    monkeypatch.setitem(loader.mapping, "bare.en", "Madam, Sir,\n")
    with pytest.raises(ValueError, match=r"the letter bare\.en does not begin with its subject"):
        render("bare", "en", Dossier(REFERENCE, "usl"), {})


def test_the_bureau_decides_the_requests_that_come_on_its_agenda():
    agendas = {one.name for one in workflows().values() if "on_the_agenda" in one.state}
    assert agendas == DECIDED_BY_THE_BUREAU


# --- what single letters promise -----------------------------------------------------------


def test_a_late_completeness_letter_leaves_the_state_three_full_months():
    late = sample("completeness", letter_sent_at="2024-07-15T09:00:00.000000+00:00")
    assert "received by 15 October 2024, 23:59 (Paris time)." in (
        letter("completeness", "en", late).text
    )
    assert "au plus tard le 15 octobre 2024 à 23 h 59 (heure de Paris)." in (
        letter("completeness", "fr", late).text
    )


def test_a_completeness_letter_says_how_its_date_is_found_in_the_language_of_the_state():
    late = sample("completeness", letter_sent_at="2024-07-15T09:00:00.000000+00:00")
    assert (
        "This date is found as follows: 30 September 2024 for the cycle of 2025; the letter left "
        "on 15 July 2024, and 3 full months end on 15 October 2024; the later of the two counts; "
        "at 23:59 (Europe/Paris) [OD 54; notice for the 2023 cycle].\n"
    ) in letter("completeness", "en", late).text
    assert (
        "Cette date s'établit comme suit : 30 septembre 2024 pour le cycle 2025 ; la lettre est "
        "partie le 15 juillet 2024, et 3 mois entiers expirent le 15 octobre 2024 ; la plus "
        "tardive des deux dates est retenue ; à 23 h 59 (heure de Paris) "
        "[DO 54 ; avis pour le cycle 2023].\n"
    ) in letter("completeness", "fr", late).text


@pytest.mark.parametrize("name", sorted(DECIDED_BY_THE_BUREAU))
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_completeness_letter_threatens_no_return_where_the_workflow_knows_none(
    name: str, language: Language
):
    workflow = workflows()[name]
    step = workflow.step["request_completion", "checking"]
    text = letter("completeness", language, dossier_after(workflow, step, everything=True)).text
    assert [word for word in ("OD 54", "DO 54", "2024") if word in text] == []


def test_the_hour_of_receipt_is_told_on_the_clock_of_the_deadline():
    late = sample("received_late", cycle=2020, received_at="2019-04-01T17:04:00.000000+00:00")
    text = letter("received_late", "en", late).text
    assert "until 1 April 2019, 17:00 (UTC) [OD 54]" in text
    assert "received on 1 April 2019, 17:04 (UTC), after the deadline." in text
    assert "It can be examined in the cycle of 2021." in text


@pytest.mark.parametrize(
    ("more", "told"), [({}, True), ({"on_the_register": False}, False)], ids=["joins", "does not"]
)
@pytest.mark.parametrize(("language", "register"), [("en", "Register"), ("fr", "Registre")])
def test_a_transfer_names_the_register_when_the_experience_joins_it(
    more: dict[str, Fact], told: bool, language: Language, register: str
):
    text = letter("decision_transferred", language, sample("decision_transferred", **more)).text
    assert (register in text) is told


@pytest.mark.parametrize(
    ("recommendation", "sentence"),
    [
        ("favourable", "The Evaluation Body recommends that the Committee decide favourably."),
        (
            "refer",
            "The Evaluation Body recommends that the Committee refer the dossier to the submitting "
            "States for additional information.",
        ),
        (
            "unfavourable",
            "The Evaluation Body recommends that the Committee not decide favourably.",
        ),
    ],
)
def test_each_recommendation_is_said_in_a_sentence(recommendation: str, sentence: str):
    read = letter(
        "evaluation_published", "en", sample("evaluation_published", recommendation=recommendation)
    )
    assert sentence in read.text.splitlines()


@pytest.mark.parametrize(
    ("language", "words"), [("en", "at its next session."), ("fr", "à sa prochaine session.")]
)
def test_a_session_without_days_is_called_the_next(language: Language, words: str):
    unfixed = sample("evaluation_published", cycle=2099)
    assert words in letter("evaluation_published", language, unfixed).text


def test_a_place_outside_the_ceiling_is_said_to_be_outside():
    text = letter("included", "en", sample("included", place="outside")).text
    assert "It does not count towards the number of dossiers" in text


@pytest.mark.parametrize(
    ("key", "days", "en", "fr"),
    [
        ("reminder_completion", 30, "that is, in 30 days.", "soit dans 30 jours."),
        ("reminder_completion", 1, "that is, tomorrow.", "soit demain."),
        ("reminder_completion", 0, "that is, today.", "soit aujourd'hui même."),
        ("overdue_project_report", -1, "is overdue by 1 day.", "accuse un retard d'un jour."),
        ("overdue_project_report", -7, "is overdue by 7 days.", "accuse un retard de 7 jours."),
    ],
)
def test_a_reminder_says_how_long_is_left_or_overdue(key: str, days: int, en: str, fr: str):
    one = sample_reminder(key)
    assert en in one.letter("en", days=days).text
    assert fr in one.letter("fr", days=days).text


@pytest.mark.parametrize("days", [364, 365])
def test_a_notice_says_that_it_comes_twelve_months_before_only_where_it_does(days: int):
    one = sample_reminder("notice_periodic_report")
    en, fr = (one.letter(language, days=days).text for language in LANGUAGES)
    assert ("informs the States concerned at least twelve months before a" in en) is (days == 365)
    assert ("informs the States concerned well before a" in en) is (days == 364)
    assert ("informe les États concernés au moins douze mois avant l'" in fr) is (days == 365)
    assert ("informe les États concernés bien avant l'" in fr) is (days == 364)


@pytest.mark.parametrize(
    ("language", "turn", "polite"),
    [("en", "Whose turn it is: ", "Yours"), ("fr", "Responsable à ce stade : ", "Veuillez")],
)
def test_the_office_is_told_in_few_words_whose_turn_it_is(
    language: Language, turn: str, polite: str
):
    for one in reminders():
        text = one.letter(language).text
        office = one.reminder.recipient in ("officer", "head")
        assert (turn in text, polite in text) == (office, not office)


# --- days, instants, amounts, names --------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "language", "words"),
    [
        (date(2027, 3, 31), "en", "31 March 2027"),
        (date(2027, 3, 31), "fr", "31 mars 2027"),
        (date(2024, 4, 1), "en", "1 April 2024"),
        (date(2024, 4, 1), "fr", "1er avril 2024"),
        (date(2024, 8, 2), "fr", "2 août 2024"),
    ],
)
def test_a_day_in_words(day: date, language: Language, words: str):
    assert said_day(day, language) == words


@pytest.mark.parametrize(
    ("zone", "language", "words"),
    [
        ("Europe/Paris", "en", "1 April 2019, 19:05 (Paris time)"),
        ("Europe/Paris", "fr", "1er avril 2019 à 19 h 05 (heure de Paris)"),
        ("UTC", "en", "1 April 2019, 17:05 (UTC)"),
        ("UTC", "fr", "1er avril 2019 à 17 h 05 (UTC)"),
        ("America/Port_of_Spain", "fr", "1er avril 2019 à 13 h 05 (heure de Port of Spain)"),
    ],
)
def test_an_instant_in_words_names_its_zone(zone: str, language: Language, words: str):
    local = datetime(2019, 4, 1, 17, 5, tzinfo=UTC).astimezone(ZoneInfo(zone))
    assert said(local, language) == words


@pytest.mark.parametrize(
    ("language", "template", "words"),
    [
        ("en", "{{ ['Kenya'] | listed }}", "Kenya"),
        ("en", "{{ ['Kenya', 'Uganda'] | listed }}", "Kenya and Uganda"),
        ("fr", "{{ ['Kenya', 'Mali', 'Uganda'] | listed }}", "Kenya, Mali et Uganda"),
        ("en", "{{ 100000 | dollars }}", "US$100,000"),
        ("fr", "{{ 100000 | dollars }}", "100 000 $ É.-U."),
        ("fr", "{{ '2027-03-31' | day }}", "31 mars 2027"),
        (
            "en",
            "{{ '2027-03-31T23:30:00+00:00' | moment }}",
            "1 April 2027, 01:30 (Paris time)",
        ),
    ],
)
def test_the_words_of_a_fact(language: Language, template: str, words: str):
    assert _environment(language).from_string(template).render() == words


def test_an_instant_is_not_taken_for_a_day_since_its_day_depends_on_the_zone():
    template = _environment("en").from_string("{{ '2027-03-31T23:30:00+00:00' | day }}")
    with pytest.raises(ValueError, match="Invalid isoformat string"):
        template.render()
