"""Who gets the letter of an occasion, under which key, told which day; and every reason why not."""

from dataclasses import replace
from datetime import UTC, date, datetime

from engine.runtime.correspondents import Absence, Correspondent, Post, bound
from notifications.occasions.addressed import Roll
from notifications.written import Asked, Matter, Written, written
from portal.occasions import occasions
from tests.every_letter import stands
from tests.on_record import person, post
from tests.sample_occasions import ADDRESSES, ANSWERS, NOW, ROLL, asked, letters, matter, refusal

STATES = ("Ghana", "Kenya", "Mali", "Togo")


def roll(people: list[Correspondent], posts: list[Post], *silent: str) -> Roll:
    """These people and their posts, of four States Parties."""
    return Roll(bound(people, posts), ADDRESSES, STATES, frozenset(silent))


def circular(on: Roll) -> tuple[list[tuple[str, str, str]], list[str]]:
    """Who gets a circular on that roll, and what is said of the others."""
    found = letters("cycle_opened", roll=on)
    who = [(one.address, one.role, one.state) for one in found.persons]
    assert all(said.fr for said in found.without)
    return who, [said.en for said in found.without]


# --- who gets it -----------------------------------------------------------------------------


def test_a_circular_goes_to_each_state_and_says_which_have_nobody_on_record():
    on = roll(
        [person("Ghana"), person("Accra"), person("Kenya", language="fr")],
        [
            post("delegation", "Ghana", "Ghana"), post("commission", "Ghana", "Accra"),
            post("commission", "Kenya", "Kenya"), post("authority", "Mali", "Accra"),
        ],
    )  # fmt: skip
    assert circular(on) == (
        [
            ("ghana@example.org", "delegation", "Ghana"),
            ("accra@example.org", "commission", "Ghana"),
            ("kenya@example.org", "commission", "Kenya"),
        ],
        ["Nobody is on record for Mali, Togo."],
    )
    assert [one.facts["language"] for one in letters("cycle_opened", roll=on).postings] == [
        "en", "en", "fr",
    ]  # fmt: skip


def test_who_is_on_record_for_two_states_gets_a_circular_once():
    on = roll(
        [person("Lind")], [post("delegation", "Ghana", "Lind"), post("delegation", "Togo", "Lind")]
    )
    assert circular(on)[0] == [("lind@example.org", "delegation", "Ghana")]


def test_a_state_whose_people_cannot_be_reached_is_told_with_the_reason():
    away = Absence(date(2027, 1, 1), date(2027, 1, 31), "gone@example.org")
    on = roll(
        [
            person("Ghana"), person("Gone", active=False), person("Kenya"),
            person("Mali", absence=away),
        ],
        [
            post("delegation", "Ghana", "Ghana"), post("delegation", "Kenya", "Kenya"),
            post("delegation", "Togo", "Gone"), post("delegation", "Mali", "Mali"),
        ],
        "kenya@example.org",
    )  # fmt: skip
    assert circular(on) == (
        [("ghana@example.org", "delegation", "Ghana")],
        [
            "Kenya: kenya@example.org gave letters back: none is sent there until it is resumed.",
            "Mali: mali@example.org is away, and gone@example.org has left.",
            "Togo: gone@example.org has left.",
        ],
    )


def test_a_circular_that_nobody_would_get_is_refused_with_the_states():
    (reason,) = refusal("cycle_opened", on=roll([], []))
    assert reason == (
        "Nobody is on record for Ghana, Kenya, Mali, Togo [OD 54; notice for the 2017 cycle]"
    )
    nobody = refusal("cycle_opened", on=replace(roll([], []), states=()))
    assert nobody == ["There is nobody to write to [OD 54; notice for the 2017 cycle]"]


def test_a_letter_about_a_dossier_goes_to_the_contact_person_first_then_to_each_state():
    dossier = stands("third_party_correspondence")
    on = roll([person("Nairobi")], [post("delegation", "Kenya", "Nairobi")])
    found = letters("third_party_correspondence", Matter(dossier), on)
    assert [(one.address, one.role) for one in found.persons] == [
        ("heritage@example.org", "contact"), ("nairobi@example.org", "delegation"),
    ]  # fmt: skip
    assert [said.en for said in found.without] == [
        "Nobody is on record for Uganda, United Republic of Tanzania."
    ]
    assert {(one.reference, one.held) for one in found.postings} == {(dossier.reference, True)}


def test_a_dossier_without_a_contact_person_says_so_and_writes_to_those_on_record():
    dossier = stands("third_party_correspondence")
    facts = {name: fact for name, fact in dossier.facts.items() if name != "contact"}
    on = roll([person("Nairobi")], [post("delegation", "Kenya", "Nairobi")])
    found = letters("third_party_correspondence", Matter(replace(dossier, facts=facts)), on)
    assert [one.address for one in found.persons] == ["nairobi@example.org"]
    assert found.without[0].en == "The dossier names no contact person."


def test_the_members_of_the_evaluation_body_are_asked_each_or_else_their_common_address():
    on = roll([person("Lind")], [post("evaluation_body", "", "Lind")])
    assert [one.address for one in letters("conflict_of_interest", roll=on).persons] == [
        "lind@example.org"
    ]
    assert [one.address for one in letters("conflict_of_interest").persons] == ["body@example.org"]


def test_an_address_is_written_to_as_what_it_is_on_record_or_as_a_contact_person():
    by = Asked(ANSWERS["name_change_policy"], "A. Lind", "Delegation@Example.org", "fr")
    found = written(occasions()["name_change_policy"], by, Matter(), ROLL, NOW)
    assert isinstance(found, Written)
    (one,) = found.persons
    assert (one.address, one.role, one.language) == ("delegation@example.org", "delegation", "en")
    (stranger,) = letters("name_change_policy").persons
    assert (stranger.role, stranger.language) == ("contact", "en")
    french = replace(by, to="ngo@example.org")
    found = written(occasions()["name_change_policy"], french, Matter(), ROLL, NOW)
    assert isinstance(found, Written)
    assert found.postings[0].facts["language"] == "fr"


def test_the_deputy_gets_what_is_written_to_an_address_whose_holder_is_away():
    away = Absence(date(2027, 1, 1), date(2027, 1, 31), "deputy@example.org")
    on = roll([person("Ngo", absence=away), person("Deputy")], [])
    (one,) = letters("ngo_complete", roll=on).persons
    assert (one.address, one.stands_for) == ("deputy@example.org", "Ngo")


def test_an_address_that_gives_letters_back_is_not_written_to():
    assert refusal("ngo_complete", on=roll([], [], "ngo@example.org")) == [
        "ngo@example.org gave letters back: none is sent there until it is resumed [OD 91-99]"
    ]


# --- keys ------------------------------------------------------------------------------------


def test_the_same_letter_on_the_same_day_has_the_same_key_whoever_writes_it():
    (one,) = letters("cycle_opened").postings
    occasion, again = occasions()["cycle_opened"], replace(asked("cycle_opened"), by="R. Haddad")
    evening = datetime(2027, 1, 11, 22, 59, tzinfo=UTC)
    late = written(occasion, again, matter("cycle_opened"), ROLL, evening)
    assert isinstance(late, Written)
    assert [other.key for other in late.postings] == [one.key]
    assert one.key.startswith("cycle_opened:2028:2027-01-11:")
    midnight = datetime(2027, 1, 11, 23, tzinfo=UTC)
    next_day = written(occasion, again, matter("cycle_opened"), ROLL, midnight)
    assert isinstance(next_day, Written)
    assert next_day.postings[0].key.startswith("cycle_opened:2028:2027-01-12:")


def test_other_answers_make_another_letter():
    key = "ngo_complete"
    made = letters(key), letters(key, organization="Griots"), letters(key, session_year="2029")
    keys = {one.postings[0].key for one in made}
    assert len(keys) == 3
    assert all(key.startswith("ngo_complete:-:2027-01-11:") and len(key) <= 200 for key in keys)
