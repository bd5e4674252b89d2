"""Decisions and statistics: what sessions decided, counted from the dossiers and the register."""

import pytest

from engine.runtime import decided, queries
from portal.access.sight import PUBLIC
from portal.public_pages.charts import bars, cumulated, line
from portal.public_pages.counted import counted
from tests.browsing import words_of
from tests.decided_files import decided_files
from tests.signed_in import Portal


@pytest.fixture
def portal(office, clock, tmp_path):
    return Portal(decided_files(office, clock), tmp_path)


def test_each_session_says_how_much_it_decided_in_which_way(portal):
    seen = words_of(portal.browser().get("/decisions"))
    assert "20.COM New Delhi 2025 3 1 1 1 – 6 14.COM Bogotá 2019 2 1 – – – 3 3.COM 2008 1" in seen
    french = words_of(portal.browser().get("/decisions?lang=fr"))
    assert "Inscrits Retenus pour le Registre Renvoyés" in french


def test_a_session_names_each_file_its_outcome_and_its_number(portal):
    seen = words_of(portal.browser().get("/decisions/20.COM"))
    assert "00201 Kente weaving Ghana Representative List Inscribed 20.COM 7.b.12" in seen
    assert "Referred for additional information 20.COM 7.b.12" in seen
    earlier = words_of(portal.browser().get("/decisions/14.COM"))
    assert "00104 Games Chad, Ghana Representative List Inscribed 14.COM 10.b.3" in earlier
    assert "00103 School of weaving Chad Register of Good Practices Selected" in earlier


@pytest.mark.parametrize("session", ["4.COM", "14", "x" * 40, "a%00b", "%25"])
def test_a_session_that_decided_nothing_is_answered_in_a_sentence(portal, session):
    answer = portal.browser().get(f"/decisions/{session}")
    assert answer.status_code == 404
    assert "No decision of a session “" in words_of(answer)


def test_decisions_follow_each_other_page_by_page(portal):
    with queries.looking(portal.office.database) as connection:
        seen, after = [], ""
        while True:
            page = decided.decisions(connection, PUBLIC, "20.COM", after, 4)
            seen += [one.file_no for one in page.found]
            if not page.after:
                break
            after = page.after
    assert seen == ["00201", "00202", "00203", "00204", "00205", "00206"]


def test_an_element_whose_dossier_is_here_is_told_once(portal):
    with queries.looking(portal.office.database) as connection:
        assert sum(one.files for one in decided.outcomes(connection, PUBLIC)) == 10


def test_the_start_tells_the_latest_decisions(portal):
    seen = words_of(portal.browser().get("/"))
    assert "Latest decisions Kente weaving Ghana" in seen
    assert "Inscribed 20.COM 7.b.12" in seen


def test_elements_are_counted_by_year_list_and_group(portal):
    with queries.looking(portal.office.database) as connection:
        found = counted(connection)
    assert dict(found.by_year) == {2008: (0, 1, 0), 2019: (1, 1, 1), 2025: (1, 1, 1)}
    assert found.elements == 7
    assert dict(found.by_group) == {"I": 1, "III": 1, "V(a)": 6}
    assert {year: placed.any for year, placed in found.by_cycle.items()} == {2025: True}


def test_every_chart_has_its_figures(portal):
    for language in ("en", "fr"):
        page = portal.browser().get(f"/statistics?lang={language}")
        assert page.text.count("<table") == 6
        assert 'role="img"' in page.text
        assert " style=" not in page.text
    seen = words_of(portal.browser().get("/statistics"))
    assert "2019 1 1 1 3" in seen
    assert "2026 137 to consider LHE/26/11.GA/6 verified" in seen


def test_an_empty_office_has_nothing_to_count(office, tmp_path):
    seen = words_of(Portal(office, tmp_path).browser().get("/statistics"))
    assert seen.count("There is nothing to count yet.") == 5
    nothing = words_of(Portal(office, tmp_path).browser().get("/decisions"))
    assert "No decision is recorded yet." in nothing


def test_bars_are_measured_by_the_longest_and_stacked_without_a_gap():
    made = bars(["A", "B"], {"x": [1, 3], "y": [0, 2]})
    assert [[(p.series, p.start, p.length) for p in row.pieces] for row in made.rows] == [
        [(0, 0.0, 25.0), (1, 25.0, 75.0)],
        [(1, 0.0, 50.0)],
    ]
    assert bars(["A"], {"none": [0]}).rows[0].pieces == ()


def test_a_line_runs_from_the_first_to_the_last_and_stays_inside():
    made = line(cumulated([("2008", 90), ("2009", 10)]))
    assert made.counts == {"2008": 90, "2009": 100}
    assert made.points == "0.00,10.00 100.00,0.00"
    assert made.steps[0] == (0, 100.0)
    assert line({"2008": 5}).points == "0.00,0.00"
