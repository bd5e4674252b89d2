"""The letters of the office, as its list has them: each is written, in both languages."""

from collections.abc import Mapping

import pytest

from notifications.letters import written
from notifications.reminders.reading import templates
from portal.occasions import occasions
from tests.every_letter import named
from tests.reminding import plans
from tests.sample_letters import LANGUAGES, causes

OFFICE: Mapping[str, tuple[str, ...]] = {
    "1. a cycle is opened": ("cycle_opened",),
    "2. before the submission deadline": ("reminder_submission",),
    "3. receipt is acknowledged": ("submission_received", "registered"),
    "4. late receipt": ("received_late", "deferred"),
    "5. completeness": ("completeness",),
    "6. before 30 September": ("reminder_completion", "overdue_completion"),
    "7. complete, or returned": ("completion_received", "complete", "returned"),
    "8. the result of the priorities": ("included", "left_in_backlog", "carried_over"),
    "9. conflicts of interest": ("conflict_of_interest",),
    "10. dialogue": (
        "dialogue_questions", "reminder_dialogue", "overdue_dialogue", "dialogue_answered",
        "dialogue_closed",
    ),
    "11. correspondence of third parties": ("third_party_correspondence",),
    "12. the report of the Evaluation Body": ("evaluation_published",),
    "13. the decision of the Committee": (
        "decision_inscribed", "decision_selected", "decision_transferred", "decision_referred",
        "decision_refused",
    ),
    "14. certificate, and the first report": ("inscription_certificate",),
    "15. assistance": (
        "assistance_approved", "assistance_refused", "assistance_conditions", "contract_sent",
        "contract_signed", "report_due", "reminder_project_report", "overdue_project_report",
        "report_received", "report_accepted",
    ),
    "16. reports of States": (
        "notice_periodic_report", "reminder_periodic_report", "overdue_periodic_report",
        "notice_usl_report", "reminder_usl_report", "overdue_usl_report",
    ),
    "17. organizations": (
        "ngo_received", "ngo_incomplete", "ngo_complete", "ngo_recommended", "ngo_result",
        "ngo_report_called",
    ),
    "18. withdrawal": ("withdrawn",),
    "19. change of a name": ("name_change_received", "name_change_policy"),
}  # fmt: skip
"""What the office writes, item by item, and the keys of the letters that say it."""


@pytest.mark.parametrize("item", OFFICE)
def test_every_item_of_the_list_has_its_letters_in_both_languages(item: str):
    wanted = {(key, language) for key in OFFICE[item] for language in LANGUAGES}
    assert wanted - written() == set()


def test_each_letter_of_the_list_is_sent_by_a_step_a_plan_or_an_occasion_and_by_one_of_them():
    steps, reminded = {key for key, _, _ in causes()}, templates(plans())
    listed = [key for keys in OFFICE.values() for key in keys]
    ways = {key: [key in way for way in (steps, reminded, occasions())] for key in listed}
    assert [key for key, way in ways.items() if sum(way) != 1] == []
    assert len(listed) == len(set(listed))


def test_every_occasion_stands_on_the_list():
    listed = {key for keys in OFFICE.values() for key in keys}
    assert set(occasions()) - listed == set()
    assert listed - named() == set()
