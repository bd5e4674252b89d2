"""The desk as it is looked at: its groups, what narrows it, its line, its views."""

import html
import re
from urllib.parse import unquote_plus

import pytest

from engine.runtime import accounts
from engine.runtime.accounts import Newcomer, actor_of
from engine.runtime.correspondents import Correspondent, Post
from engine.runtime.database import writer
from engine.runtime.entering import enter
from engine.runtime.posts import appoint
from engine.runtime.sessions import Came, begin
from portal.identity.cookie import NAME
from tests.browsing import words_of
from tests.desk import ANA, AUDITOR, BEN, BODY, KENYA, crowded
from tests.moves import OFFICER, taken
from tests.signed_in import Portal
from workflows.states_parties import states_parties

LATE = "30 June 2027, 18:00 (Paris time)"


@pytest.fixture
def portal(office, tmp_path):
    return Portal(crowded(office), tmp_path)


def with_account(portal, address=ANA, role="secretariat"):
    """A browser of somebody who has an account."""
    now = portal.office.clock()
    with writer(portal.office.database).begin() as connection:
        one = accounts.add(connection, Newcomer(address, "Ana", role), "test", now)
        token = begin(connection, actor_of(one), now, Came(account=one.number))
    browser = portal.browser()
    browser.cookies.set(f"__Host-{NAME}", token, domain="testserver.local", path="/")
    return browser


def titles(answer):
    """The links to dossiers, in their order."""
    return re.findall(r'href="/dossiers/(\w+)\?from=', html.unescape(answer.text))


def shown(browser, line):
    """The page of that line."""
    return browser.get("/desk", params={"q": line})


def test_the_desk_groups_what_is_open_by_how_far_off_its_date_is(portal, clock):
    clock.later(days=112)  # 21 June: 30 June is in nine days
    said = words_of(portal.browser(OFFICER).get("/desk"))
    assert "Due soon 3 in less than 14 days" in said
    assert "Later 1 in 14 days or more" in said
    assert "No date 1 no paragraph fixes one" in said
    assert "Critically overdue" not in said
    assert f"in 9 days Registration and check {LATE} 2027-06-30 16:00 UTC" in said


def test_what_is_late_says_by_how_much_and_comes_first(portal, clock):
    clock.later(days=123)
    said = words_of(portal.browser(OFFICER).get("/desk"))
    assert "Overdue 3 up to 30 days" in said
    assert "1 day late" in said
    clock.later(days=30)
    answer = portal.browser(OFFICER).get("/desk?lang=fr")
    assert "En retard critique 3 de plus de 30 jours" in words_of(answer)
    assert "31 jours de retard" in words_of(answer)
    assert titles(answer) == ["CHK", "LAKE", "REG", "NEW", "OUT"]


def test_who_leads_dossiers_comes_to_their_own_and_a_link_shows_all(portal):
    answer = with_account(portal).get("/desk")
    assert titles(answer) == ["CHK", "REG"]
    assert '<a href="/desk?q=-turn%3Aclosed"' in answer.text
    assert 'value="-turn:closed lead:me"' in answer.text


def test_who_leads_nothing_comes_to_all_that_is_open(portal):
    assert titles(with_account(portal, "new@example.org").get("/desk")) == [
        "CHK", "LAKE", "REG", "NEW", "OUT",
    ]  # fmt: skip


def test_an_empty_desk_says_what_it_was_asked_and_how_to_see_more(portal):
    said = words_of(shown(portal.browser(OFFICER), "lead:me"))
    assert "No dossier on your desk meets this: lead:me" in said
    assert "your account has no address" in said
    assert "Show all that is open" in said
    assert "0 dossiers" in said


def test_a_line_that_cannot_be_read_is_kept_and_told_and_the_rest_is_shown(portal):
    browser = portal.browser(OFFICER)
    answer = browser.get("/desk", params={"q": "state:cheking turn:secretariat", "lang": "fr"})
    assert answer.status_code == 422
    assert 'value="state:cheking turn:secretariat"' in answer.text
    said = words_of(answer)
    assert "cheking state: attend le nom d'un état, par exemple checking." in said
    assert "Peut-être vouliez-vous dire : state:checking" in said
    assert titles(answer) == ["CHK", "LAKE", "REG", "NEW", "OUT"]


def test_filters_say_how_many_and_one_that_is_set_does_not_narrow_itself(portal):
    said = words_of(shown(portal.browser(OFFICER), "-turn:closed state:registered"))
    assert "Whose turn Any Secretariat 2 Closed" not in said
    assert "Any (State of the dossier) Registered 2 Received, to be registered 2" in said
    assert "Completeness check 1" in said
    assert "State Party Ghana 1 Kenya 1 Uganda 1" in said


def test_every_link_of_a_filter_leads_to_as_many_as_it_says(portal):
    browser = portal.browser(OFFICER)
    answer = shown(browser, "-turn:closed")
    asides = answer.text[answer.text.index('class="facets"') :]
    links = re.findall(r'href="(/desk\?q=[^"]+)"[^>]*>[^<]+<span class="count">(\d+)', asides)
    assert len(links) > 8
    found = {address: len(titles(browser.get(html.unescape(address)))) for address, _ in links}
    assert found == {address: int(number) for address, number in links}


def test_a_row_leads_to_its_dossier_and_tells_it_the_list_one_came_from(portal):
    answer = shown(portal.browser(OFFICER), "file:00001")
    assert 'href="/dossiers/REG?from=file%3A00001"' in answer.text
    assert "/api/v1/dossiers.csv?q=file%3A00001" in answer.text
    assert "/api/v1/dossiers.xlsx?q=file%3A00001" in answer.text


def test_a_held_letter_is_told_to_those_who_read_letters_alone(portal):
    taken(portal.office, "request_completion", OFFICER, "CHK", missing="Ten photographs")
    assert "a letter is held" in words_of(shown(portal.browser(OFFICER), "is:held"))
    answer = shown(portal.browser(BODY), "is:held")
    assert answer.status_code == 422
    assert "which letters are held is for the Secretariat to know" in words_of(answer)


def test_who_does_not_write_has_nothing_to_tick(portal):
    assert 'type="checkbox"' in portal.browser(OFFICER).get("/desk").text
    answer = portal.browser(AUDITOR).get("/desk")
    assert titles(answer)[-1] == "OUT"
    assert 'type="checkbox"' not in answer.text
    assert portal.browser(AUDITOR).post("/desk/steps", data={"q": ""}).status_code == 403


def test_the_desk_is_for_those_who_work_on_the_files_of_many_states(portal):
    assert portal.browser(KENYA).get("/desk").status_code == 403
    assert portal.browser().get("/desk").status_code == 401


def test_a_long_list_is_read_a_page_at_a_time(portal, monkeypatch):
    monkeypatch.setattr("portal.desk_pages.look.A_PAGE", 2)
    browser = portal.browser(OFFICER)
    answer, found = shown(browser, "due:>0d -turn:closed"), []
    while True:
        found.append(titles(answer))
        onward = re.search(r'href="([^"]+)"[^>]*>Next page', answer.text)
        if onward is None:
            break
        answer = browser.get(html.unescape(onward.group(1)))
    assert found == [["CHK", "LAKE"], ["REG", "NEW"]]
    assert "First page" in words_of(answer)


@pytest.mark.parametrize(
    "after", ["x", "~", "2027~A", "2027-01-01T00:00:00~A", "~\0", f"~{65 * 'a'}"]
)
def test_a_page_whose_beginning_cannot_be_read_is_the_first(portal, after):
    answer = portal.browser(OFFICER).get("/desk", params={"q": "lake", "after": after})
    assert (answer.status_code, titles(answer)) == (200, ["LAKE"])


# --- views ----------------------------------------------------------------------------------------


def kept(browser, name, line, do=""):
    """Keep a view, or do something else with it."""
    return browser.post("/desk/views", data={"name": name, "q": line, "do": do})


def test_a_list_is_kept_under_a_name_and_counted_and_forgotten(portal):
    browser = with_account(portal)
    answer = kept(browser, "  My   songs ", "lake")
    assert answer.headers["location"] == "/desk?q=lake&done=view"
    said = words_of(browser.get(answer.headers["location"]))
    assert "Your lists were changed." in said
    assert "My songs 1" in said
    kept(browser, "My songs", "song")
    assert "My songs 3" in words_of(browser.get("/desk"))
    kept(browser, "My songs", "", "forget")
    kept(browser, "", "", "forget")
    assert "My songs" not in words_of(browser.get("/desk"))


def test_a_view_is_of_its_account_alone_and_its_count_of_what_that_account_sees(portal):
    kept(with_account(portal), "Everything", "cycle:2028")
    other = with_account(portal, "chair@example.org", "committee")
    assert "Everything" not in words_of(other.get("/desk"))
    kept(other, "Everything", "cycle:2028")
    assert "Everything 0" in words_of(other.get("/desk"))


@pytest.mark.parametrize(
    ("name", "line", "said"),
    [
        ("", "lake", "Please give the list a name of at most 80 characters."),
        ("x" * 81, "lake", "Please give the list a name of at most 80 characters."),
        ("a\0b", "lake", "Please give the list a name of at most 80 characters."),
        ("Mine", "state:nowhere", "This list cannot be kept: its line cannot be read."),
    ],
)
def test_a_view_that_cannot_be_kept_is_told(portal, name, line, said):
    answer = kept(with_account(portal), name, line)
    assert answer.status_code == 422
    assert said in words_of(answer)


def test_somebody_without_an_account_keeps_no_view(portal):
    answer = kept(portal.browser(OFFICER), "Mine", "lake")
    assert answer.status_code == 422
    assert "you came in without one" in words_of(answer)


def test_one_may_have_forty_views(portal):
    browser = with_account(portal)
    assert {kept(browser, f"View {one}", "lake").status_code for one in range(40)} == {303}
    assert kept(browser, "One more", "lake").status_code == 422
    assert kept(browser, "View 7", "song").status_code == 303


def in_charge(answer):
    """What the filter by who is in charge offers: the words of each choice, and its line."""
    aside = answer.text[answer.text.index("<summary>In charge") :]
    found = re.findall(r'<a href="/desk\?q=([^"]*)"[^>]*>([^<]*)<span', aside)
    return [(" ".join(html.unescape(words).split()), unquote_plus(line)) for line, words in found]


def leads(office, reference, address, name=""):
    """Put them in charge; who is named is a newcomer."""
    now = office.clock()
    with writer(office.database).begin() as connection:
        if name:
            enter(connection, Correspondent(address, name), "test", now)
        appoint(connection, Post("officer", reference, address), states_parties(), "test", now)


def test_who_is_in_charge_is_offered_by_name_and_asked_for_by_address(portal):
    leads(portal.office, "NEW", BEN)
    answer = shown(portal.browser(OFFICER), "-turn:closed")
    assert in_charge(answer) == [
        ("Ana", f"-turn:closed lead:{ANA}"), ("Ben", f"-turn:closed lead:{BEN}"),
    ]  # fmt: skip
    assert titles(shown(portal.browser(OFFICER), f"lead:{BEN}")) == ["NEW"]


def test_two_officers_of_one_name_are_told_apart_by_their_addresses(portal):
    leads(portal.office, "NEW", "ana.b@example.org", "Ana")
    offered = [words for words, _ in in_charge(shown(portal.browser(OFFICER), "-turn:closed"))]
    assert offered == [f"Ana ({ANA})", "Ana (ana.b@example.org)"]
