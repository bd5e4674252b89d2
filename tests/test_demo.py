"""The replay of the real cycle 2021 ends where UNESCO's own count does."""

import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from rich.console import Console

from engine.dossier import Dossier
from engine.runtime import reading
from engine.runtime.office import Office
from engine.runtime.trail import trail_of
from engine.runtime.verify import verify
from portal.assemble import NotReady
from portal.demo import chosen, replay, run
from portal.register import register_on
from portal.replay import JOUMOU_SOUP
from portal.settings import DEFAULT_DATABASE, Settings
from workflows.register import by_state, counts


@pytest.fixture
def settings(database_url: str, tmp_path: Path) -> Settings:
    return Settings(database_url=database_url, outbox=str(tmp_path / "outbox"))


# The replay on SQLite is that of test_command_line_of_the_whole.
@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_the_replay_gives_630_elements_and_140_states(
    database, settings: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    office, held = replay(database, settings, Console(stderr=True))
    assert held

    assert counts(register_on(office, date(2020, 12, 31)).values())[:2] == (583, 131)
    assert counts(register_on(office, date(2021, 12, 13)).values())[:2] == (583, 131)
    assert counts(register_on(office, date(2021, 12, 31)).values()) == (
        630, 140, {"USL": 71, "RL": 530, "GSP": 29},
    )  # fmt: skip
    assert ("Haiti", 1, 1) in by_state(register_on(office, date(2021, 12, 31)).values())

    with database.connect() as connection:
        found = verify(trail_of(connection))
        files = reading.dossiers_where(connection, 2021)
        soup = reading.dossiers_where(connection, 2021)[_place(files, JOUMOU_SOUP)]
        life = reading.entries(connection, soup.reference)
    assert (found.faults, found.dossiers, len(files)) == ([], 47, 47)
    assert {one.state for one in files} == {"inscribed", "selected"}
    assert all(one.text("illustrative") for one in files)
    assert [(one.trigger, one.role) for one in life][:4] == [
        ("open", "state_party"), ("submit", "state_party"),
        ("note_late_receipt", "system"), ("admit_late", "head"),
    ]  # fmt: skip
    assert (soup.text("decision"), soup.text("authority")) == ("16.COM 19", "16.COM 19; 9.GA 8")
    assert life[3].reason.startswith("Haiti asks that the Committee examine this file")

    said = re.sub(r" +", " ", capsys.readouterr().out)
    for line in (
        "files 47",
        "received by the submission deadline 46 of 47",
        "completed by the completion deadline 32 of 32",
        "published four weeks before the session 47 of 47",
        "The audit trail holds: 47 dossiers,",
        "equal to UNESCO's own count after 16.COM.",
    ):
        assert line in said
    letters = {file.name.split(".")[1] for file in (tmp_path / "outbox").iterdir()}
    assert {"submission_received", "decision_inscribed", "decision_selected"} <= letters


def _place(files: list[Dossier], file_no: str) -> int:
    return [one.text("file_no") for one in files].index(file_no)


def test_the_demonstration_refuses_a_database_that_is_not_empty(office: Office, settings: Settings):
    from tests.moves import opened

    opened(office)
    with pytest.raises(NotReady, match="already holds 1 dossiers and 0 elements"):
        run(office.database, settings)
    with office.database.connect() as connection:
        assert reading.how_many(connection) == (1, 0)


def test_a_given_database_is_taken_as_it_is_and_its_own_is_made_anew(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    assert chosen(settings) is settings
    monkeypatch.chdir(tmp_path)
    Path("var").mkdir()
    Path("var/demo.sqlite").write_text("an older demonstration", "utf-8")
    assert chosen(Settings(database_url=DEFAULT_DATABASE)).database_url == (
        "sqlite:///var/demo.sqlite"
    )
    assert not Path("var/demo.sqlite").exists()


def test_the_plan_is_the_same_every_time_and_in_the_order_of_time():
    from portal.register import published
    from portal.replay import plan

    files = [one for one in published() if one.year == 2021]
    first, second = plan(files), plan(files)
    assert first == second
    assert [one.at for one in first] == sorted(one.at for one in first)
    assert first[-1].at < datetime(2021, 12, 19, tzinfo=UTC)
