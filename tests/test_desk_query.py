"""The query line of the desk: what it means, that it is written as it is read, and its faults."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.runtime.asked_for import NOBODY, Among
from portal.desk_pages.asked import asked
from portal.desk_pages.query import Line, parse
from portal.desk_pages.vocabulary import FILTERS, known, owners

NOW = datetime(2027, 3, 1, 12, tzinfo=UTC)


def read(text: str) -> Line:
    """The line, which has no fault."""
    line, faults = parse(text)
    assert faults == []
    return line


def faults(text: str) -> list[tuple[str, str, str]]:
    """The word, the English sentence and what was probably meant, of each fault."""
    return [(one.word, one.said.en, one.better) for one in parse(text)[1]]


def meant(text: str, me: str = "ana@example.org"):
    """What the database is asked."""
    return asked(read(text), NOW, me, owners())


# --- what is written is what is read --------------------------------------------------------------

_SIDES = {
    **{name: st.sampled_from(sorted(set(values.values()))) for name, values in known().items()},
    "cycle": st.sampled_from(["2028", "2031", "none"]),
    "lead": st.sampled_from(["me", "none", "a,b@example.org", 'o"neil@example.org']),
    "file": st.text(st.characters(categories=["L", "N", "P", "Zs"]), min_size=1).map(str.strip)
    .filter(lambda one: one and " ".join(one.split()).isprintable()),
}  # fmt: skip
_AMONG = {name: st.builds(Among, st.frozensets(one), st.frozensets(one)) for name, one in
          _SIDES.items()}  # fmt: skip
_EDGES = st.one_of(
    st.just(""),
    st.integers(-9999, 9999).map(lambda days: f"{days}d"),
    st.dates(date(1900, 1, 1), date(2999, 12, 31)).map(str),
)
_WORDS = st.lists(
    st.text(st.characters(categories=["L", "N", "P", "S"], include_characters=" "), min_size=1)
    .filter(lambda one: one.isprintable()),
    max_size=3, unique=True,
).map(tuple)  # fmt: skip
_LINES = st.builds(
    Line,
    st.fixed_dictionaries({}, optional=_AMONG).map(
        lambda all_of_them: {name: one for name, one in all_of_them.items() if one}
    ),
    _EDGES, _EDGES, st.sampled_from([None, True, False]), _WORDS, _WORDS,
)  # fmt: skip


@given(_LINES)
def test_a_line_is_read_as_it_is_written_whatever_it_asks_for(line: Line):
    written = str(line)
    if len(written) <= 500:
        assert parse(written) == (line, [])


@given(st.text(max_size=600))
def test_whatever_is_typed_is_read_or_told_and_what_was_read_is_written_the_same(text: str):
    line, _ = parse(text)
    assert len(str(line)) > 500 or parse(str(line)) == (line, [])


def test_the_parts_of_a_line_are_written_in_one_order_whatever_the_order_they_are_typed_in():
    typed = 'lake state:incomplete,checking -"long  song" party:kenya DUE:<14d lead:ME turn:state'
    assert str(read(typed)) == (
        'due:<14d turn:state_party state:checking,incomplete party:KEN lead:me lake -"long  song"'
    )


def test_choosing_a_value_sets_the_filter_and_any_takes_it_away():
    line = read("-turn:closed state:checking due:<14d")
    assert str(line.only("state", "complete")) == "due:<14d -turn:closed state:complete"
    assert str(line.free("state")) == "due:<14d -turn:closed"
    assert str(line.free("due")) == "-turn:closed state:checking"


# --- what it means --------------------------------------------------------------------------------


def test_days_are_counted_from_now_and_a_day_begins_and_ends_in_paris():
    assert meant("due:<14d").until == datetime(2027, 3, 15, 12, tzinfo=UTC)
    assert meant("due:>-30d").since == datetime(2027, 1, 30, 12, tzinfo=UTC)
    assert meant("due:<2027-03-31").until == datetime(2027, 3, 30, 22, tzinfo=UTC)
    assert meant("due:>2027-03-31").since == datetime(2027, 3, 31, 22, tzinfo=UTC)
    assert (meant("due:none").dated, meant("-due:none").dated, meant("").dated) == (
        False, True, None,
    )  # fmt: skip


def test_me_is_who_asks_and_nobody_where_that_is_not_known():
    assert meant("lead:me").leads == Among(frozenset({"ana@example.org"}))
    assert meant("lead:none").leads == Among(frozenset({NOBODY}))
    (stranger,) = meant("lead:me", "").leads.any_of
    assert stranger not in (NOBODY, "ana@example.org")


def test_names_are_those_that_the_rows_have():
    assert meant("party:KEN").parties == Among(frozenset({"Kenya"}))
    assert meant('party:"viet nam"').parties == Among(frozenset({"Viet Nam"}))
    assert meant("turn:closed").turns == Among(frozenset({""}))
    assert meant("cycle:2028,none").cycles == Among(frozenset({2028, None}))
    assert meant("file:02222").numbers == Among(frozenset({"02222"}))
    assert (meant("is:illustrative").illustrative, meant("-is:held").held) == (True, False)


# --- what cannot be read ------------------------------------------------------------------------


def test_every_fault_is_told_at_once_with_its_word_and_what_may_be_meant():
    assert faults('stat:checking state:cheking,draft party:Kenia cycle:28 "open') == [
        ('"', "a quotation mark is opened and not closed; it was read to the end of the line", ""),
        ("stat:checking",
         f"“stat” is no filter; there are {', '.join(FILTERS)}. A word with a colon is looked for "
         "when it stands in quotation marks", "state:checking"),
        ("cheking", "state: takes the name of a state, for example checking", "state:checking"),
        ("Kenia",
         "party: takes the code or the name of a State Party, for example KEN or Kenya",
         "party:KEN"),
        ("28", "cycle: takes a year of four digits, or none", ""),
    ]  # fmt: skip


def test_what_can_be_read_is_read_beside_what_cannot():
    assert str(parse("state:cheking,draft lake colour:red")[0]) == "state:draft lake"


def test_a_state_is_recognised_by_what_the_pages_call_it():
    assert faults('state:"completeness check"')[0][2] == "state:checking"
    assert faults("state:projet")[0][2] == "state:draft"


@pytest.mark.parametrize(
    "due", ["due:14d", "due:<14", "due:<2027-02-30", "due:<", "-due:<14d", "due:<1d,>2d", "due:",
            "due:<3000-01-01", "due:<99999d", "due:soon"]
)  # fmt: skip
def test_a_date_that_cannot_be_read_is_told_what_due_takes(due: str):
    assert [sentence[:16] for _, sentence, _ in faults(due)] == ["due: takes <14d "]


def test_a_second_bound_of_one_side_is_told():
    assert faults("due:<14d due:<7d") == [
        ("due:<7d", "due: has one earliest and one latest bound; this is a second one of its side",
         ""),
    ]  # fmt: skip
    assert faults("due:>0d due:<7d") == []


@pytest.mark.parametrize("text", ["x" * 501, "a\0b", "\ud800", "a\u202eb"])
def test_a_line_that_is_too_long_or_no_text_is_told(text: str):
    assert faults(text) == [("", "a query is one line of at most 500 printable characters", "")]


def test_every_fault_is_told_in_french_too():
    found = parse('stat:x state:x due:x due:<1d due:<2d turn:x kind:x party:x cycle:x lead:x file: '
                  'is:x "x')[1]  # fmt: skip
    assert all(one.said.fr and one.said.fr != one.said.en for one in found)
    assert len(found) == 12
