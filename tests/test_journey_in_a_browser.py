"""One nomination goes from a draft to its inscription, through every role, in a real browser."""

from datetime import UTC, datetime
from functools import partial

import pytest

from forms.catalogue import edition_for, form_of
from portal.form_pages.spoken import ask
from tests.axe import barriers, wider
from tests.hands import Keyboard
from tests.sitting import WORKFLOW, portal_of

FOCAL_POINT, DELEGATION = "N. Osei", "M. Laurent"
OFFICER, HEAD, AUDITOR = "A. Lind", "R. Haddad", "J. Ortega"
EVALUATOR, COMMITTEE = "S. Kimura", "P. Novák"
TITLE, NUMBER, DECISION = "Song of the lower Volta", "02950", "20.COM 7.b.12"
TRAVELLED = (
    "open", "submit", "register", "include", "start_check", "request_completion", "post_letter",
    "resubmit", "check_again", "find_complete", "transmit", "ask_questions", "answer", "conclude",
    "publish", "examine", "inscribe",
)  # fmt: skip
on = partial(datetime, hour=9, tzinfo=UTC)

FORM = edition_for(form_of("rl"), 2025)
SECTION = next(one for one in FORM.sections if one.number == "1")
QUESTION = next(one for one in SECTION.fields if one.kind == "text" and not one.per_state)


@pytest.fixture
def portal(chromium, sqlite_database, tmp_path):
    with portal_of(chromium, sqlite_database, tmp_path, on(2024, 3, 1)) as made:
        yield made


def open_a_draft(portal):
    """The focal point of Ghana opens a draft together with France; its reference."""
    with portal.sits(FOCAL_POINT, Keyboard) as state:
        state.hands.follow(state.says("state_open_new"))
        state.hands.follow(WORKFLOW.title.spoken(state.language))
        state.hands.write(state.label("open", "title"), TITLE)
        state.hands.write(state.label("open", "states"), "Ghana\nFrance")
        state.hands.write(state.label("open", "contact"), "focal.point@example.org")
        state.hands.press(state.says("opening_do"))
        return state.page.url.split("/dossiers/")[1].split("?")[0]


def fill_in(portal, reference, text):
    """The focal point answers a question of the form, and saves it."""
    with portal.sits(FOCAL_POINT, Keyboard) as state:
        state.goes_to("dossiers", reference, "form", SECTION.number)
        state.hands.write(QUESTION.label.spoken(state.language), text)
        state.hands.press(ask(state.language, "continue"))


def confirm(portal, reference):
    """The delegation of France confirms the form as it is."""
    with portal.sits(DELEGATION, Keyboard) as state:
        state.goes_to("dossiers", reference, "confirm")
        state.hands.press(state.page.locator("main form button").inner_text())
        assert state.reads(state.says("state_confirm_done"))


def file(portal, reference, trigger):
    """The focal point files what there is, and says that they know what is missing."""
    with portal.sits(FOCAL_POINT, Keyboard) as state:
        state.goes_to("dossiers", reference)
        state.hands.follow(state.event(trigger))
        state.hands.tick(state.says("i_know"))
        state.hands.press(state.says("file_it"))
        assert state.reads(state.event(trigger))


def register(portal, reference):
    """The officer sees the letter before the step is made, and then makes it."""
    with portal.sits(OFFICER) as officer:
        officer.goes_to("dossiers", reference)
        officer.hands.follow(officer.event("register"))
        officer.hands.write(officer.label("register", "file_no"), NUMBER)
        officer.hands.press(officer.says("step_check"))
        assert officer.page.locator(".to-leave article").count() == 2
        assert officer.reads(officer.says("step_nothing_yet"))
        officer.hands.press(officer.says("step_do", officer.event("register")))
        assert officer.reads(NUMBER)


def give_a_place(portal):
    """The head sees what the order of priority leads to, and gives the places so."""
    with portal.sits(HEAD) as head:
        head.goes_to("cycles", 2025, "ranking")
        head.hands.press(head.says("cycle_show"))
        head.hands.press(head.says("cycle_give"))
        assert head.reads(head.says("cycle_done", 1))


def ask_for_what_is_missing(portal, reference):
    """The officer looks at an item of the sheet, and writes the letter of completeness."""
    with portal.sits(OFFICER) as officer:
        officer.takes(reference, "start_check")
        officer.goes_to("dossiers", reference, "check")
        assert barriers(officer.page) + wider(officer.page) == []
        officer.hands.tick(officer.named("verdict", "conform"))
        officer.hands.press(officer.says("keep_ticks"))
        officer.takes(
            reference, "request_completion", missing="the film; the consent of one village"
        )


def release(portal, letter):
    """The head reads the letter that is held, and lets it leave."""
    with portal.sits(HEAD) as head:
        head.goes_to("letters")
        head.hands.follow(head.named("letter", letter))
        head.hands.press(head.says("letter_let_leave"))
        assert head.reads(head.says("letter_done_released"))


def evaluate(portal, reference):
    """The Evaluation Body asks, the State answers, and the Body concludes."""
    with portal.sits(EVALUATOR) as body:
        body.takes(reference, "ask_questions", questions="Who teaches the song today?")
    portal.clock.at = on(2025, 3, 20)
    with portal.sits(FOCAL_POINT, Keyboard) as state:
        state.takes(reference, "answer", dialogue_answer="The women of three villages do.")
    portal.clock.at = on(2025, 6, 10)
    with portal.sits(EVALUATOR) as body:
        body.goes_to("dossiers", reference)
        body.hands.follow(body.event("conclude"))
        label = body.label("conclude", "recommendation")
        body.hands.choose(label, body.named("choice", "favourable"))
        body.hands.press(body.says("step_do", body.event("conclude")))


def decide(portal, reference):
    """The Committee takes the file up at its session, and inscribes the element."""
    with portal.sits(COMMITTEE) as committee:
        committee.takes(reference, "examine")
        committee.takes(reference, "inscribe", decision=DECISION, decided_on="2025-12-09")


def read_by_the_public(portal):
    """Somebody who is nobody here finds the file by its number."""
    with portal.sits() as anyone:
        anyone.goes_to()
        anyone.hands.write(anyone.says("public_find_number"), NUMBER)
        anyone.hands.press(anyone.says("public_find_go"))
        inscribed = WORKFLOW.state["inscribed"].public.spoken(anyone.language)
        assert anyone.page.locator(".is .big").inner_text() == inscribed
        assert anyone.reads(TITLE)
        assert anyone.reads(DECISION)


def read_by_the_auditor(portal, reference):
    """The auditor sees every step, and that the chain of them is unbroken."""
    with portal.sits(AUDITOR) as auditor:
        auditor.goes_to("dossiers", reference)
        told = auditor.page.locator(".timeline h3").all_inner_texts()
        assert told == [auditor.event(trigger) for trigger in reversed(TRAVELLED)]
        assert auditor.reads(auditor.says("chained", f"{len(TRAVELLED)} {auditor.says('entries')}"))


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_nomination_goes_from_a_draft_to_the_public_page_of_its_inscription(portal, language):
    portal.language = language
    reference = open_a_draft(portal)
    fill_in(portal, reference, "A song that is sung when the boats come home.")
    confirm(portal, reference)
    file(portal, reference, "submit")
    portal.clock.at = on(2024, 4, 10)
    register(portal, reference)
    portal.clock.at = on(2024, 5, 20)
    give_a_place(portal)
    portal.clock.at = on(2024, 6, 10)
    ask_for_what_is_missing(portal, reference)
    release(portal, "completeness")
    portal.clock.at = on(2024, 9, 10)
    fill_in(portal, reference, "A song that is sung when the boats come home, and at weddings.")
    file(portal, reference, "resubmit")
    portal.clock.at = on(2024, 10, 7)
    with portal.sits(OFFICER) as officer:
        for trigger in ("check_again", "find_complete", "transmit"):
            officer.takes(reference, trigger)
    portal.clock.at = on(2025, 3, 10)
    evaluate(portal, reference)
    portal.clock.at = on(2025, 10, 29)
    with portal.sits(OFFICER) as officer:
        officer.takes(reference, "publish")
    portal.clock.at = on(2025, 12, 9)
    decide(portal, reference)
    release(portal, "decision_inscribed")
    read_by_the_public(portal)
    read_by_the_auditor(portal, reference)
    assert portal.wrong == []
