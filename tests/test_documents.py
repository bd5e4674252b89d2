"""The pages drawn from the workflows are those in the repository."""

from pathlib import Path

import pytest

from portal.drawn import states_page
from workflows.law import law

ROOT = Path(__file__).parent.parent


def test_docs_states_is_the_page_drawn_from_the_workflows():
    drawn = states_page()
    assert (ROOT / "docs" / "states.md").read_text("utf-8") == drawn, "run: make states"


def test_the_readme_shows_both_commands_and_what_they_come_to():
    readme = (ROOT / "README.md").read_text("utf-8")
    for shown in ("make demo", "make test", "630 elements", "140 States"):
        assert shown in readme


def test_every_shipped_parameter_has_a_label_a_source_and_a_mark():
    assert [name for name in law().names() if not law().labels[name]] == []
    assert [
        (name, value) for name in law().names() for value in law().values(name)
        if not (value.cite and value.mark)
    ] == []  # fmt: skip


@pytest.mark.parametrize("decision", sorted((ROOT / "docs" / "decisions").glob("*.md")))
def test_a_decision_names_the_check_that_enforces_it(decision: Path):
    text = decision.read_text("utf-8")
    assert "**Context.**" in text
    assert "**Decision.**" in text
    named = [word.strip("`.,") for word in text.split("**Enforced by**")[1].split()]
    files = [name for name in named if name.startswith(("tests/", "engine/"))]
    assert files
    assert [name for name in files if not (ROOT / name).is_file()] == []
