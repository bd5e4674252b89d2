"""An export verifies as its database does, and says so when it is none."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from engine.runtime.office import Office
from engine.runtime.queries import looking
from engine.runtime.seals import make_seal
from engine.runtime.trail import NotAnExport, export, trail_from, trail_of
from engine.runtime.verify import verify
from tests.parcels import (
    lose,
    moved,
)  # fmt: skip


@pytest.fixture
def exported(parcels: Office, tmp_path: Path) -> Path:
    """An export of the parcels, sealed twice."""
    make_seal(parcels)
    moved(parcels.execute(lose("B")))
    make_seal(parcels)
    path = tmp_path / "audit.jsonl"
    with looking(parcels.database) as connection:
        export(connection, path)
    return path


def test_an_export_holds_what_the_database_holds(parcels: Office, exported: Path) -> None:
    with looking(parcels.database) as connection:
        expected = verify(trail_of(connection))
    assert verify(trail_from(exported)) == expected
    assert (expected.dossiers, expected.entries, expected.seals, expected.faults) == (3, 12, 2, [])
    lines = exported.read_text("utf-8").splitlines()
    assert [json.loads(line)[0] for line in lines] == [
        "format", *["definition"] * 2, *["dossier"] * 3, *["entry"] * 12, *["seal"] * 2, "end",
    ]  # fmt: skip


def judged(path: Path, lines: list[str]) -> list[str]:
    """What is found in an export of these lines; that it is none is a finding too."""
    path.write_text("".join(line + "\n" for line in lines), "utf-8")
    try:
        return verify(trail_from(path)).faults
    except NotAnExport as fault:
        return [str(fault)]


def test_a_line_removed_from_an_export_or_doubled_or_moved_is_found(exported: Path) -> None:
    lines = exported.read_text("utf-8").splitlines()
    damaged = exported.with_name("damaged.jsonl")
    for place, line in enumerate(lines):
        rest = lines[:place] + lines[place + 1 :]
        assert judged(damaged, rest), f"{line} removed"
        assert judged(damaged, [*lines[:place], line, *lines[place:]]), f"{line} doubled"
        assert judged(damaged, lines[:place]), f"cut off before {line}"


def values_in(content: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The path to every single value in a JSON content."""
    if isinstance(content, dict | list) and content:
        for name, value in content.items() if isinstance(content, dict) else enumerate(content):
            yield from values_in(value, (*path, name))
    else:
        yield path


def with_value(content: Any, path: tuple[Any, ...], value: Any) -> Any:
    if not path:
        return value
    copy = dict(content) if isinstance(content, dict) else list(content)
    copy[path[0]] = with_value(content[path[0]], path[1:], value)
    return copy


def at(content: Any, path: tuple[Any, ...]) -> Any:
    for name in path:
        content = content[name]
    return content


def other_than(value: Any) -> list[Any]:
    """Values that stand for something else: of the same kind, and of every other kind."""
    near: Any = (
        not value if isinstance(value, bool)
        else value + 1 if isinstance(value, int)
        else f"{value}x" if isinstance(value, str)
        else "x"
    )  # fmt: skip
    return [near, *(one for one in (None, 7, "7", [], {}, [7], {"7": 7}) if one != value)]


@pytest.mark.parametrize("kind", ["dossier", "entry", "seal", "format", "end"])
def test_any_value_of_an_export_made_another_is_found(exported: Path, kind: str) -> None:
    lines = exported.read_text("utf-8").splitlines()
    damaged = exported.with_name("damaged.jsonl")
    for place, line in enumerate(lines):
        content = json.loads(line)
        if content[0] != kind:
            continue
        for path in values_in(content):
            for value in other_than(at(content, path)):
                changed = json.dumps(with_value(content, path, value))
                assert judged(damaged, [*lines[:place], changed, *lines[place + 1 :]]), changed


def test_anything_binding_of_a_definition_in_an_export_made_another_is_found(
    exported: Path,
) -> None:
    lines = exported.read_text("utf-8").splitlines()
    damaged = exported.with_name("damaged.jsonl")
    for place in (1, 2):
        content = json.loads(lines[place])
        for path in values_in(content):
            changed = with_value(content, path, other_than(at(content, path))[0])
            found = judged(damaged, [*lines[:place], json.dumps(changed), *lines[place + 1 :]])
            assert bool(found) != is_wording(path[2:]), path


def is_wording(path: tuple[Any, ...]) -> bool:
    """Whether that part of a definition may be worded better without being another one."""
    of_an_ask = path[2:3] == ("asks",) and path[4:5] == (4,)
    return "title" in path[:1] or "words" in path or of_an_ask


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "it is empty"),
        (b"\n", "line 1 is not JSON"),
        (b"not an export\n", "line 1 is not JSON"),
        (b'["format", "another format 1"]\n', "it does not begin as an audit export"),
        (b'["entry", {}]\n', "it does not begin as an audit export"),
        (b'{"format": 1}\n', "it does not begin as an audit export"),
        (b"5\n", "it does not begin as an audit export"),
        (b"\xff\xfe\n", "line 1 is not UTF-8"),
        (b"[" * 100_000 + b"\n", "line 1 is not JSON"),
    ],
    ids=["empty", "blank", "prose", "another format", "no first line", "object", "number",
         "not UTF-8", "too deep"],
)  # fmt: skip
def test_what_is_no_export_is_said_in_a_sentence(tmp_path: Path, content: bytes, told: str) -> None:
    path = tmp_path / "some.file"
    path.write_bytes(content)
    with pytest.raises(NotAnExport) as fault:
        trail_from(path)
    assert str(fault.value) == f"some.file is not an audit export: {told}"
