"""What a State reads of its report: when it came, which session examines it, what follows."""

import pytest

from engine.dossier import Fact
from engine.words import Language
from tests.sample_letters import dossier_after, letter
from workflows.catalogue import workflows

IN_TIME, LATE = "2023-12-15T22:59:59.000000+00:00", "2023-12-15T23:00:00.000000+00:00"


def told(
    key: str, trigger: str, source: str, *, of: str = "usl_report", lang: Language = "en",
    **facts: Fact,
) -> list[str]:  # fmt: skip
    """The paragraphs of the letter that a step causes, about a report due on 15 December 2023."""
    workflow = workflows()[of]
    dossier = dossier_after(workflow, workflow.step[trigger, source], everything=False)
    with_facts = type(dossier)(dossier.reference, of, facts={**dossier.facts, **facts})
    return letter(key, lang, with_facts).text.split("\n\n")


@pytest.mark.parametrize(
    ("lang", "received", "sentence"),
    [
        (
            "en",
            IN_TIME,
            "The Committee examines the reports of this cycle at its session of 2024.",
        ),
        (
            "en",
            LATE,
            "The report came after the day on which it was due. It joins the next cycle of "
            "reports, which the Committee examines at its session of 2025.",
        ),
        (
            "fr",
            IN_TIME,
            "Le Comité examine les rapports de ce cycle à sa session de 2024.",
        ),
        (
            "fr",
            LATE,
            "Le rapport est parvenu après son échéance. Il relève donc du cycle de rapports "
            "suivant, que le Comité examine à sa session de 2025.",
        ),
    ],
)
def test_a_report_is_acknowledged_with_the_session_that_examines_it(
    lang: Language, received: str, sentence: str
):
    assert sentence in told(
        "report_arrived", "submit", "scheduled", lang=lang, received_at=received
    )


def test_a_periodic_report_is_called_by_its_name_and_bears_no_element():
    read = told("report_arrived", "submit", "scheduled", of="periodic_report", received_at=IN_TIME)
    assert read[0] == (
        "Title: Kenya, ICH-10 (2023)\n"
        "Submitted by: Kenya\n"
        "Mechanism: Periodic report on the implementation of the Convention (form ICH-10)"
    )
    assert (
        "On 15 December 2023, 23:59 (Paris time), the Secretariat received the periodic report of "
        "the State Party, due by 15 December 2023, 23:59 (Paris time) [OD 152; LHE/26/11.GA/6]."
    ) in read


def test_after_the_examination_the_next_report_is_named_where_the_law_fixes_it():
    examined = ("report_examined", "examine", "before_the_committee")
    assert (
        "The next report on this element is due by 15 December 2027, 23:59 (Paris time), unless "
        "the Committee sets another timetable [OD 160-164; instructions of form ICH-11]. The "
        "Secretariat will announce it at least twelve months before."
    ) in told(*examined)
    assert (
        "The Committee fixes the calendar of the regions for the periodic reports that follow "
        "[OD 152]. The Secretariat will announce the next one at least twelve months before it is "
        "due."
    ) in told(*examined, of="periodic_report")


def test_a_session_whose_days_no_decision_has_fixed_is_told_by_its_year():
    assert (
        "The Committee examines it at its session of 2028. The Secretariat will inform you of what "
        "the Committee decides."
    ) in told("report_to_committee", "submit_to_committee", "analysed", session_of=2028)
