"""Whoever changes, exchanges or removes what was filed is found, in the database and an export."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, delete, select, update
from sqlalchemy.exc import DBAPIError

from engine.runtime.copies import stored
from engine.runtime.extract import extract
from engine.runtime.filing_tables import paper
from engine.runtime.moves import Move
from engine.runtime.office import Office
from engine.runtime.papers import keep, paper_hash
from engine.runtime.queries import looking
from engine.runtime.seals import make_seal
from engine.runtime.trail import NotAnExport, export, trail_from
from engine.runtime.verify import verify
from tests.moves import GHANA, made, opened
from tests.parcels import disarmed, faults
from tests.tampering import both_find
from tests.test_tampered_exports import judged

FIRST, SECOND = "RL-2028-0001", "RL-2028-0002"


@pytest.fixture
def names(office: Office) -> list[str]:
    """Two nominations, each filed once: the hashes of the papers."""
    return [filing_of(office, one) for one in (FIRST, SECOND)]


@pytest.fixture
def stranger(database: Engine) -> Iterator[Engine]:
    """The database in the hands of somebody whom nothing stops."""
    with disarmed(database) as engine:
        yield engine


def filing_of(office: Office, reference: str) -> str:
    opened(office, reference)
    with office.database.begin() as connection:
        content = {"answers": {"name_of_element": reference}}
        name = keep(connection, "filing", reference, content, office.clock())
    made(office, Move(reference, "submit", GHANA, {"filing": name}))
    return name


def changed(name: str, reference: str) -> str:
    return f"paper {name[:16]} of {reference} was changed: it does not match its hash"


def not_kept(reference: str, kind: str = "filing") -> str:
    return f"dossier {reference}, entry 2 names a {kind} that is not kept"


@pytest.mark.parametrize("statement", ["UPDATE paper SET content = '{}'", "DELETE FROM paper"])
def test_the_database_refuses_to_change_or_remove_what_was_filed(
    office: Office, names: list[str], statement: str
) -> None:
    with (
        pytest.raises(DBAPIError, match="paper is append-only"),
        office.database.begin() as connection,
    ):
        connection.exec_driver_sql(statement)
    assert faults(office.database) == []


def test_a_paper_whose_text_was_changed_is_named(
    office: Office, names: list[str], stranger: Engine, tmp_path: Path
) -> None:
    for text in ('{"answers":{"name_of_element":"Kente cloth"}}', "nonsense", ""):
        with stranger.begin() as connection:
            first = paper.c.hash == names[0]
            connection.execute(update(paper).where(first).values(content=text))
        assert both_find(office.database, tmp_path) == [changed(names[0], FIRST)]


def test_a_paper_made_one_of_another_kind_is_named(
    office: Office, names: list[str], stranger: Engine, tmp_path: Path
) -> None:
    with stranger.begin() as connection:
        connection.execute(update(paper).where(paper.c.hash == names[0]).values(kind="sheet"))
    assert both_find(office.database, tmp_path) == [changed(names[0], FIRST), not_kept(FIRST)]


def test_a_paper_that_was_removed_is_missed_by_the_entry_that_names_it(
    office: Office, names: list[str], stranger: Engine, tmp_path: Path
) -> None:
    with stranger.begin() as connection:
        connection.execute(delete(paper).where(paper.c.hash == names[1]))
    assert both_find(office.database, tmp_path) == [not_kept(SECOND)]


def test_papers_given_to_each_others_dossiers_are_found(
    office: Office, names: list[str], stranger: Engine, tmp_path: Path
) -> None:
    with stranger.begin() as connection:
        for name, reference in zip(names, (SECOND, FIRST), strict=True):
            own = paper.c.hash == name
            connection.execute(update(paper).where(own).values(reference=reference))
    assert both_find(office.database, tmp_path) == [
        changed(names[1], FIRST), not_kept(FIRST), changed(names[0], SECOND), not_kept(SECOND),
    ]  # fmt: skip


def test_papers_whose_texts_were_exchanged_are_found(
    office: Office, names: list[str], stranger: Engine, tmp_path: Path
) -> None:
    with stranger.begin() as connection:
        texts = dict(connection.execute(select(paper.c.hash, paper.c.content)).all())
        for name, other in (names, reversed(names)):
            text = texts[other]
            connection.execute(update(paper).where(paper.c.hash == name).values(content=text))
    assert both_find(office.database, tmp_path) == [
        changed(names[0], FIRST), changed(names[1], SECOND),
    ]  # fmt: skip


def test_a_paper_written_anew_under_its_right_hash_is_not_the_one_that_was_filed(
    office: Office, names: list[str], stranger: Engine, tmp_path: Path
) -> None:
    text = '{"answers":{}}'
    with stranger.begin() as connection:
        anew = {"hash": paper_hash("filing", FIRST, text), "content": text}
        connection.execute(update(paper).where(paper.c.hash == names[0]).values(anew))
    assert both_find(office.database, tmp_path) == [not_kept(FIRST)]


def test_papers_of_a_dossier_that_is_not_there_are_found(
    office: Office, names: list[str], stranger: Engine, tmp_path: Path
) -> None:
    with stranger.begin() as connection:
        keep(connection, "sheet", "RL-2028-0009", {}, office.clock())
    assert both_find(office.database, tmp_path) == [
        "dossier RL-2028-0009 has papers, but the dossier is missing"
    ]


def test_a_paper_that_no_step_came_to_name_is_no_fault(office: Office, names: list[str]) -> None:
    with office.database.begin() as connection:
        keep(connection, "filing", FIRST, {"answers": {}}, office.clock())
    assert faults(office.database) == []


# --- exports -----------------------------------------------------------------------------------


@pytest.fixture
def exported(office: Office, names: list[str], tmp_path: Path) -> Path:
    make_seal(office)
    path = tmp_path / "audit.jsonl"
    with looking(office.database) as connection:
        assert export(connection, path) == len(path.read_text("utf-8").splitlines())
    return path


def test_an_export_has_the_papers_word_for_word(office: Office, exported: Path) -> None:
    lines = [json.loads(line) for line in exported.read_text("utf-8").splitlines()]
    assert lines[0] == ["format", "ich-dossiers audit export 2"]
    with looking(office.database) as connection:
        papers = [["paper", [p.reference, p.kind, p.hash, p.text]] for p in stored(connection)]
    assert [line for line in lines if line[0] == "paper"] == papers
    found = verify(trail_from(exported))
    assert (found.papers, found.faults) == (2, [])


def test_any_part_of_a_paper_in_an_export_made_another_is_found(exported: Path) -> None:
    lines = exported.read_text("utf-8").splitlines()
    place = next(n for n, line in enumerate(lines) if line.startswith('["paper"'))
    _, content = json.loads(lines[place])
    damaged = exported.with_name("damaged.jsonl")
    for part in range(4):
        others: list[object] = [f"{content[part]}x", None, 7, []]
        for value in others:
            line = json.dumps(["paper", [*content[:part], value, *content[part + 1 :]]])
            assert judged(damaged, [*lines[:place], line, *lines[place + 1 :]]), line


def test_an_export_of_the_time_before_papers_is_still_read(
    exported: Path, names: list[str]
) -> None:
    lines = exported.read_text("utf-8").splitlines()
    kept = [line for line in lines if not line.startswith('["paper"')][1:-1]
    old = ['["format","ich-dossiers audit export 1"]', *kept]
    before = exported.with_name("before.jsonl")
    assert judged(before, [*old, f'["end",{len(old)}]']) == []
    new = [lines[0], *kept]
    assert judged(before, [*new, f'["end",{len(new)}]']) == [not_kept(FIRST), not_kept(SECOND)]
    both = [old[0], *lines[1:-1], lines[-1]]
    assert "is neither a definition" in judged(before, both)[0]


# --- one dossier -------------------------------------------------------------------------------


def alone(office: Office, reference: str, path: Path) -> list[str]:
    with looking(office.database) as connection:
        lines = list(extract(connection, reference))
    path.write_text("".join(lines), "utf-8")
    return [line.rstrip("\n") for line in lines]


def test_the_trail_of_one_dossier_holds_by_itself_and_answers_to_its_seals(
    office: Office, names: list[str], tmp_path: Path
) -> None:
    make_seal(office)
    opened(office, "RL-2028-0003")
    make_seal(office)  # says nothing of the first
    filing_of(office, "RL-2028-0004")
    with office.database.begin() as connection:
        sheet = keep(connection, "sheet", FIRST, {}, office.clock())
    made(office, Move(FIRST, "withdraw", GHANA))
    last = make_seal(office)
    path = tmp_path / "alone.jsonl"
    lines = alone(office, FIRST, path)
    assert [json.loads(line)[0] for line in lines] == [
        "format", "only", *["definition"] * 2, "dossier", *["entry"] * 3, *["paper"] * 2,
        *["seal"] * 2, "end",
    ]  # fmt: skip
    found = verify(trail_from(path), last.short)
    assert (found.faults, found.only, found.papers, found.seals) == ([], FIRST, 2, 2)
    assert sheet in lines[8] + lines[9]


def test_the_trail_of_one_dossier_tells_what_was_changed_or_cut_off(
    office: Office, names: list[str], tmp_path: Path
) -> None:
    make_seal(office)
    path = tmp_path / "alone.jsonl"
    whole = alone(office, FIRST, path)
    parts = [json.loads(line) for line in whole]

    def without(*kinds: str) -> list[str]:
        rest = [line for line, part in zip(whole, parts, strict=True) if part[0] not in kinds][:-1]
        return judged(path, [*rest, f'["end",{len(rest)}]'])

    assert without() == []
    assert without("paper") == [not_kept(FIRST)]
    assert without("dossier", "entry", "paper") == [f"dossier {FIRST} is missing: seal 1 covers it"]
    assert without("dossier", "entry", "paper", "seal") == [f"dossier {FIRST} is missing"]
    assert without("only") == [f"dossier {SECOND} is missing: seal 1 covers it"]
    sealed = next(line for line in whole if line.startswith('["seal"'))
    other = sealed.replace(SECOND, "RL-2028-0008")
    assert judged(path, [other if line == sealed else line for line in whole]) == [
        "seal 1 was changed: its content does not match its hash"
    ]
    path.write_text("\n".join([*whole[:2], whole[1], *whole[2:]]), "utf-8")
    with pytest.raises(NotAnExport, match="line 3 is neither"):
        trail_from(path)


def test_there_is_no_trail_of_a_dossier_that_does_not_exist(office: Office) -> None:
    with looking(office.database) as connection:
        assert list(extract(connection, "RL-2099-0001")) == []
