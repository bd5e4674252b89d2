"""A dossier comes on the form of its mechanism, and on another where a fact calls for it."""

from datetime import UTC, datetime

import pytest

from engine.dossier import Dossier
from portal.filing.asked import edition_of

NOW = datetime(2026, 11, 21, tzinfo=UTC)


@pytest.mark.parametrize(
    ("workflow", "facts", "code"),
    [
        ("usl", {}, "ICH-01"),
        ("rl", {}, "ICH-02"),
        ("gsp", {}, "ICH-03"),
        ("extension", {"list": "RL"}, "ICH-02"),
        ("extension", {"list": "USL"}, "ICH-01"),
        ("reduction", {"list": "USL"}, "ICH-01"),
        ("transfer_usl_rl", {}, "ICH-02 USL to RL"),
        ("transfer_rl_usl", {}, "ICH-01 RL to USL"),
        ("assistance_bureau", {}, "ICH-04"),
        ("assistance_preparatory", {}, "ICH-05"),
        ("assistance_preparatory", {"prepares": "nomination"}, "ICH-05"),
        ("assistance_preparatory", {"prepares": "proposal"}, "ICH-06"),
    ],
)
def test_the_form_of_a_dossier(workflow: str, facts: dict[str, str], code: str):
    form, edition = edition_of(Dossier("X", workflow, facts={"cycle": 2022, **facts}), NOW)
    assert (form.code, edition in form.editions) == (code, True)


def test_a_workflow_without_a_form_says_so():
    with pytest.raises(LookupError, match="no form is for the workflow parcels"):
        edition_of(Dossier("X", "parcels"), NOW)
