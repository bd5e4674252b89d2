"""Who gets the letters of whom is away, has left, or gives letters back."""

from datetime import date, timedelta

import pytest

from engine.dossier import Dossier
from engine.runtime.correspondents import Absence, Correspondent, Post, bound
from engine.words import Words
from notifications.people import people
from notifications.recipients import Addresses

ADDRESSES = Addresses("office@example.org", "body@example.org")
FIRST, LAST = date(2027, 2, 20), date(2027, 3, 1)
KENTE = Dossier(
    "RL-2028-0001", "rl", facts={"contact": "osei@example.org", "states": ["Ghana", "Togo"]}
)


def person(name: str, deputy: str = "", **more) -> Correspondent:
    absence = Absence(FIRST, LAST, f"{deputy}@example.org") if deputy else None
    return Correspondent(f"{name}@example.org", name, absence=absence, **more)


def contact(*crowd: Correspondent, today: date = LAST, silent=()):
    return people("contact", KENTE, bound(crowd, []), ADDRESSES, today, silent)


def found(*crowd: Correspondent, today: date = LAST, silent=()):
    return [
        (one.name, one.stands_for) for one in contact(*crowd, today=today, silent=silent).persons
    ]


@pytest.mark.parametrize(
    ("today", "who"),
    [
        (FIRST - timedelta(1), ("osei", "")),
        (FIRST, ("kofi", "osei")),
        (LAST, ("kofi", "osei")),
        (LAST + timedelta(1), ("osei", "")),
    ],
)
def test_the_deputy_stands_in_from_the_first_to_the_last_day_of_an_absence(today, who):
    assert found(person("osei", "kofi"), person("kofi"), today=today) == [who]


def test_a_deputy_gets_letters_in_their_own_language_and_in_the_role_of_the_other():
    (one,) = contact(person("osei", "kofi"), person("kofi", language="fr")).persons
    assert (one.address, one.language, one.role) == ("kofi@example.org", "fr", "contact")


def test_the_deputy_of_a_deputy_stands_in_when_that_one_is_away_too():
    crowd = person("osei", "kofi"), person("kofi", "ama"), person("ama")
    assert found(*crowd) == [("ama", "osei")]


def test_deputies_in_a_circle_find_nobody_and_come_to_an_end():
    one = contact(person("osei", "kofi"), person("kofi", "osei"))
    assert (one.persons, one.missing) == (
        (),
        Words(
            "osei@example.org is away, and kofi@example.org is away.",
            "osei@example.org est en congé et kofi@example.org est en congé.",
        ),
    )
    alone = contact(person("osei", "osei"))
    assert alone.missing == Words("osei@example.org is away.", "osei@example.org est en congé.")


def test_nobody_stands_for_somebody_who_has_left():
    assert contact(person("osei", active=False), person("kofi")).persons == ()
    later = contact(person("osei", "kofi", active=False), person("kofi"), today=LAST + timedelta(1))
    assert later.missing == Words(
        "osei@example.org has left.", "osei@example.org n'est plus en fonction."
    )


def test_an_absence_settled_before_somebody_left_goes_on_to_its_last_day():
    assert found(person("osei", "kofi", active=False), person("kofi")) == [("kofi", "osei")]


def test_a_deputy_who_has_left_stands_for_nobody():
    one = contact(person("osei", "kofi"), person("kofi", active=False))
    assert one.missing == Words(
        "osei@example.org is away, and kofi@example.org has left.",
        "osei@example.org est en congé et kofi@example.org n'est plus en fonction.",
    )


def test_a_suspended_address_is_nobody_but_its_deputy_is_somebody():
    silent = ("osei@example.org",)
    assert found(person("osei"), silent=silent) == []
    assert found(person("osei", "kofi"), person("kofi"), silent=silent) == [("kofi", "osei")]
    assert found(person("osei", "kofi"), person("kofi"), silent=("kofi@example.org",)) == []


def test_who_has_the_post_as_well_is_named_for_it_and_not_for_another():
    crowd = person("osei", "kofi"), person("kofi")
    for order in (("osei", "kofi"), ("kofi", "osei")):
        posts = [Post("delegation", "Ghana", f"{name}@example.org") for name in order]
        one = people("delegation", KENTE, bound(crowd, posts), ADDRESSES, LAST)
        assert [(each.name, each.stands_for) for each in one.persons] == [("kofi", "")]


def test_who_stands_for_two_is_found_once():
    crowd = person("osei", "kofi"), person("ama", "kofi"), person("kofi")
    posts = [Post("delegation", "Ghana", f"{name}@example.org") for name in ("osei", "ama")]
    one = people("delegation", KENTE, bound(crowd, posts), ADDRESSES, LAST)
    assert [(each.name, each.stands_for) for each in one.persons] == [("kofi", "osei")]
