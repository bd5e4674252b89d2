"""Those the office writes to: entered, changed, appointed, and refused in sentences."""

from dataclasses import replace

import pytest
from sqlalchemy import Engine, select

from engine.runtime.correspondent_tables import correspondent
from engine.runtime.correspondent_tables import post as post_table
from engine.runtime.correspondents import Book, Correspondent, Post
from engine.runtime.entering import change, come_back, enter, leave
from engine.runtime.posts import appoint, relieve
from tests.moves import opened
from tests.on_record import BY, done, entered, read, refused

STATES = ("Ghana", "Kenya", "Togo")
OSEI = Correspondent("osei@example.org", "N. Osei")


@pytest.fixture
def now(clock):
    return clock.at


# --- people ------------------------------------------------------------------------------------


def test_nobody_is_in_the_book_of_an_office_that_begins(database: Engine):
    assert read(database) == Book({}, {})


def test_a_person_is_entered_with_the_address_in_small_letters(database: Engine, now):
    new = Correspondent(" Osei@Example.ORG ", " N.  Osei", "fr", both_languages=True)
    kept = done(database, enter, new, BY, now)
    assert kept == Correspondent("osei@example.org", "N. Osei", "fr", both_languages=True)
    assert read(database).people == {"osei@example.org": kept}
    with database.connect() as connection:
        noted = select(correspondent.c.changed_at, correspondent.c.changed_by)
        assert connection.execute(noted).all() == [(now, BY)]


@pytest.mark.parametrize("wrong", ["", "osei", "a@x, b@x", "Osei <a@x>", "a@x\nBcc: b@x", "@x"])
def test_what_is_no_address_is_not_entered(database: Engine, now, wrong: str):
    said = refused(database, enter, replace(OSEI, address=wrong), BY, now)
    assert said == [f"{wrong.lower()!r} is not an address"]


@pytest.mark.parametrize(("letters", "fits"), [(308, True), (309, False)])
def test_an_address_has_320_characters_at_most(database: Engine, now, letters: int, fits: bool):
    new = replace(OSEI, address=f"{'a' * letters}@example.org")
    if fits:
        done(database, enter, new, BY, now)
    else:
        assert refused(database, enter, new, BY, now) == [f"{new.address!r} is not an address"]
    assert len(read(database).people) == fits


def test_everything_that_stands_against_a_person_is_said_at_once(database: Engine, now):
    wrong = Correspondent("osei", " ", "de")  # type: ignore[arg-type]  # what a file may say
    assert refused(database, enter, wrong, " ", now) == [
        "'osei' is not an address",
        "the name is empty",
        "'de' is no language of letters; there are en, fr",
        "it is not said who says so",
    ]
    for name in ("N\u202eOsei", "N" * 501):
        assert refused(database, enter, replace(OSEI, name=name), BY, now) == [
            "the name holds characters that cannot be shown"
            if len(name) < 500
            else "the name is longer than 500 characters"
        ]
    assert read(database) == Book({}, {})


def test_nobody_is_entered_twice(database: Engine, now):
    done(database, enter, OSEI, BY, now)
    again = replace(OSEI, address="OSEI@example.org", name="Another")
    assert refused(database, enter, again, BY, now) == [
        "osei@example.org is a correspondent already"
    ]


def test_a_name_and_the_languages_are_changed(database: Engine, now):
    done(database, enter, OSEI, BY, now)
    done(database, change, replace(OSEI, name="K.  Osei", language="fr"), BY, now)
    assert read(database).people[OSEI.address] == replace(OSEI, name="K. Osei", language="fr")
    assert refused(database, change, replace(OSEI, name=""), BY, now) == ["the name is empty"]
    stranger = replace(OSEI, address="ama@example.org")
    assert refused(database, change, stranger, BY, now) == [
        "ama@example.org is not a correspondent; add it first"
    ]


def test_who_has_left_may_come_back_to_the_same_posts(database: Engine, now):
    done(database, enter, OSEI, BY, now)
    done(database, appoint, Post("head", "", OSEI.address), STATES, BY, now)
    done(database, leave, "Osei@example.org", BY, now)
    assert read(database).holding("head") == (replace(OSEI, active=False),)
    assert refused(database, leave, OSEI.address, BY, now) == ["osei@example.org has left"]
    done(database, come_back, OSEI.address, BY, now)
    assert read(database).holding("head") == (OSEI,)
    assert refused(database, come_back, OSEI.address, BY, now) == ["osei@example.org has not left"]
    assert refused(database, leave, OSEI.address, "", now) == ["it is not said who says so"]


# --- posts -------------------------------------------------------------------------------------


def test_people_are_appointed_the_longest_in_a_post_first(database: Engine, clock):
    entered(database, clock.at, "zoe", "ama")
    for name in ("zoe", "ama"):
        new = Post("delegation", " Kenya ", f"{name.upper()}@example.org")
        kept = done(database, appoint, new, STATES, BY, clock.at)
        assert kept == Post("delegation", "Kenya", f"{name}@example.org")
        clock.later(hours=1)
    found = read(database)
    assert [one.name for one in found.holding("delegation", "Kenya")] == ["zoe", "ama"]
    assert found.held_by("ama@example.org") == (Post("delegation", "Kenya", "ama@example.org"),)
    assert found.holding("delegation", "Togo") == ()


def test_an_officer_is_in_charge_of_a_dossier_or_of_the_whole_office(office, database, now):
    opened(office)
    entered(database, now, "lind")
    for concerns in ("", "RL-2028-0001"):
        done(database, appoint, Post("officer", concerns, "lind@example.org"), STATES, BY, now)
    assert read(database).standing() == (
        Post("officer", "", "lind@example.org"),
        Post("officer", "RL-2028-0001", "lind@example.org"),
    )


@pytest.mark.parametrize(
    ("kind", "concerns", "said"),
    [
        ("king", "", "'king' is no kind of post; there are delegation, commission, authority, "
         "officer, head, evaluation_body"),
        ("contact", "Kenya", "'contact' is no kind of post; there are delegation, commission, "
         "authority, officer, head, evaluation_body"),
        ("delegation", "", "no State is named"),
        ("delegation", "Kenia", "there is no State 'Kenia'; is it Kenya?"),
        ("authority", "Xyz", "there is no State 'Xyz'; States have UNESCO's English names"),
        ("officer", "RL-1", "there is no dossier 'RL-1'"),
        ("officer", "Kenya", "there is no dossier 'Kenya'"),
        ("head", "Kenya", "head is for the whole office: it concerns no State and no dossier"),
    ],
)  # fmt: skip
def test_a_post_that_cannot_be_is_refused(database: Engine, now, kind, concerns, said: str):
    entered(database, now, "lind")
    one = Post(kind, concerns, "lind@example.org")
    assert refused(database, appoint, one, STATES, BY, now) == [said]


def test_only_people_who_are_here_are_appointed_and_every_reason_is_said(database: Engine, now):
    assert refused(database, appoint, Post("head", "Togo", "x@y.org"), STATES, "", now) == [
        "head is for the whole office: it concerns no State and no dossier",
        "x@y.org is not a correspondent; add it first",
        "it is not said who says so",
    ]
    entered(database, now, "lind")
    done(database, leave, "lind@example.org", BY, now)
    head = Post("head", "", "lind@example.org")
    assert refused(database, appoint, head, STATES, BY, now) == ["lind@example.org has left"]


def test_who_is_relieved_may_be_appointed_again_and_what_was_is_kept(database: Engine, clock):
    entered(database, clock.at, "lind")
    one, first = Post("delegation", "Togo", "lind@example.org"), clock.at
    done(database, appoint, one, STATES, BY, first)
    assert refused(database, appoint, one, STATES, BY, first) == [
        "lind@example.org is delegation (Togo) already"
    ]
    clock.later(days=1)
    done(database, relieve, replace(one, address="LIND@example.org"), "R. Haddad", clock.at)
    assert read(database).posts == {}
    assert refused(database, relieve, one, BY, clock.at) == [
        "lind@example.org is not delegation (Togo)"
    ]
    assert refused(database, relieve, one, " ", clock.at) == ["it is not said who says so"]
    ended = clock.at
    clock.later(days=1)
    done(database, appoint, one, STATES, BY, clock.at)
    with database.connect() as connection:
        columns = (post_table.c[name] for name in ("since", "named_by", "ended_at", "ended_by"))
        rows = connection.execute(select(*columns).order_by(post_table.c.since)).all()
    assert rows == [(first, BY, ended, "R. Haddad"), (clock.at, BY, None, None)]


def test_appointed_and_relieved_and_appointed_in_one_instant_is_appointed(database: Engine, now):
    entered(database, now, "lind")
    one = Post("head", "", "lind@example.org")
    done(database, appoint, one, STATES, BY, now)
    done(database, relieve, one, BY, now)
    done(database, appoint, one, STATES, BY, now)
    assert read(database).standing() == (one,)
