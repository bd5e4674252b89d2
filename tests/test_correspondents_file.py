"""People and their posts from CSV: whole or not at all, and back."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine

from engine.runtime.correspondents import Correspondent, Post, bound
from portal.correspondents_csv import exported
from tests.conftest import Run
from tests.on_record import read
from workflows.csv_file import rows

HEADER = "address,name,language,kind,concerns"
GOOD = f"""{HEADER}
Osei@example.org,N. Osei,en,delegation,Ghana
osei@example.org,N. Osei,en,head,
ama@x.org,"Ama, of Lomé",fr,,
"""


@pytest.fixture
def importing(run: Run, tmp_path: Path):
    def bring(content: str, *more: str) -> tuple[int, str, str]:
        file = tmp_path / "people.csv"
        file.write_text(content, "utf-8")
        return run("correspondents", "import", str(file), *more)

    return bring


def test_people_and_posts_come_in_and_go_out_again(importing, run: Run, database: Engine):
    assert importing(GOOD, "--by", "A. Lind") == (
        0, "people: 2 new, 0 changed; posts: 2 new\n", "",
    )  # fmt: skip
    assert list(read(database).people.values()) == [
        Correspondent("ama@x.org", "Ama, of Lomé", "fr"),
        Correspondent("osei@example.org", "N. Osei"),
    ]
    status, out, _ = run("correspondents", "export")
    assert (status, out) == (
        0,
        f"{HEADER},both_languages\n"
        'ama@x.org,"Ama, of Lomé",fr,,,no\n'
        "osei@example.org,N. Osei,en,delegation,Ghana,no\n"
        "osei@example.org,N. Osei,en,head,,no\n",
    )
    assert importing(out) == (0, "people: 0 new, 0 changed; posts: 0 new\n", "")


def test_who_is_known_is_changed_and_posts_that_are_not_named_stay(importing, database: Engine):
    importing(GOOD)
    more = f"{HEADER},both_languages\nosei@example.org,K. Osei,fr,authority,Togo,yes\n"
    assert importing(more) == (0, "people: 0 new, 1 changed; posts: 1 new\n", "")
    found = read(database)
    assert found.people["osei@example.org"] == Correspondent(
        "osei@example.org", "K. Osei", "fr", both_languages=True
    )
    assert [post.kind for post in found.held_by("osei@example.org")] == [
        "authority", "delegation", "head",
    ]  # fmt: skip


def test_every_fault_is_told_with_its_line_and_nothing_is_kept(importing, database: Engine):
    bad = f"""{HEADER},both_languages
osei,N. Osei,en,,,
ama@x.org,Ama,fr,delegation,Kenia,no
ama@x.org,Anna,fr,,,no
kofi@x.org,Kofi,de,,,no
good@x.org,Good,en,delegation,Togo,no
good@x.org,Good,en,delegation,Togo,no
yes@x.org,Yes,en,,,maybe
few@x.org,Few
post@x.org,Post,en,,Togo,no
"""
    assert importing(bad) == (
        1,
        "",
        "line 2: 'osei' is not an address\n"
        "line 3: there is no State 'Kenia'; is it Kenya?\n"
        "line 4: line 3 says otherwise of ama@x.org\n"
        "line 5: 'de' is no language of letters; there are en, fr\n"
        "line 7: line 6 says the same\n"
        "line 8: both_languages is 'maybe', neither yes nor no\n"
        "line 9: it has 2 cells, not 6\n"
        "line 10: '' is no kind of post; there are delegation, commission, authority, officer, "
        "head, evaluation_body\n"
        "Nothing was imported: 8 fault(s).\n",
    )
    assert read(database).people == {}


def test_a_file_without_its_columns_is_refused(importing):
    assert importing("address,nom\n") == (
        1,
        "",
        "line 1: there is no column 'name', 'language', 'kind', 'concerns'\n"
        "line 1: there is a column it does not know, 'nom'\n"
        "Nothing was imported: 2 fault(s).\n",
    )


def test_who_has_left_is_not_brought_back_by_a_file_nor_taken_out(importing, run: Run):
    importing(GOOD)
    run("correspondents", "leave", "ama@x.org")
    assert importing(GOOD)[2] == ("line 4: ama@x.org has left\nNothing was imported: 1 fault(s).\n")
    assert "ama@x.org" not in run("correspondents", "export")[1]


NAMES = st.text(min_size=1).filter(str.isprintable).map(str.strip).filter(bool)


@given(name=NAMES, both=st.booleans())
def test_whatever_a_name_holds_the_file_says_the_same(name: str, both: bool):
    one = Correspondent("a@x.org", name, "fr", both)
    content = exported(bound([one], [Post("head", "", "a@x.org")]))
    ((row,), faults) = rows(content.encode(), (*HEADER.split(","), "both_languages"))
    assert faults == []
    assert dict(row.cells) == {
        "address": "a@x.org", "name": name, "language": "fr", "kind": "head", "concerns": "",
        "both_languages": "yes" if both else "no",
    }  # fmt: skip
