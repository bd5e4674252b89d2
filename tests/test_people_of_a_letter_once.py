"""Nobody gets a letter twice, whatever posts they hold and whomever they stand for."""

from hypothesis import given
from hypothesis import strategies as st

from engine.dossier import Dossier
from engine.runtime.correspondents import KINDS, Absence, Book, Correspondent, Post, bound
from engine.words import Words
from notifications.people import Found, everybody, people
from tests.on_record import ADDRESSES, KENTE, TODAY, person, post

RECORD = bound([person("Osei")], [post("authority", "Ghana", "Osei")])


def test_one_person_with_two_posts_is_found_once_for_a_kind():
    book = bound(
        [person("Mission")],
        [post("delegation", "Ghana", "Mission"), post("delegation", "Togo", "Mission")],
    )
    (one,) = people("delegation", KENTE, book, ADDRESSES, TODAY).persons
    assert one.state == "Ghana"


def test_who_is_of_several_kinds_is_found_as_the_first_of_them():
    for kinds in (("authority", "contact"), ("contact", "authority")):
        found = everybody(kinds, KENTE, RECORD, ADDRESSES, TODAY)
        assert [one.role for one in found.persons] == [kinds[0]]


def test_of_several_kinds_of_whom_nobody_is_there_every_reason_is_given_once():
    bare = Dossier("RL-1", "rl")
    found = everybody(("contact", "delegation", "commission"), bare, Book(), ADDRESSES, TODAY)
    assert found == Found(
        (),
        Words(
            "The dossier names no contact person. The dossier names no State Party.",
            "Le dossier n'indique aucune personne de contact. "
            "Le dossier n'indique aucun État partie.",
        ),
    )


POSTS = st.builds(
    Post,
    st.sampled_from(KINDS),
    st.sampled_from(["", "Ghana", "Togo", KENTE.reference]),
    st.sampled_from([f"{name}@example.org" for name in "abcd"]),
)
CROWD = st.tuples(
    *(
        st.builds(
            Correspondent,
            st.just(f"{name}@example.org"),
            st.just(name),
            active=st.booleans(),
            absence=st.none()
            | st.sampled_from("abcd").map(lambda one: Absence(TODAY, TODAY, f"{one}@example.org")),
        )
        for name in "abcd"
    )
)


@given(crowd=CROWD, posts=st.lists(POSTS), silent=st.frozensets(st.sampled_from("abcd")))
def test_whatever_is_on_record_nobody_is_found_twice_absent_inactive_or_silent(
    crowd, posts, silent
):
    book = bound(crowd, posts)
    quiet = {f"{name}@example.org" for name in silent}
    found = everybody(("contact", *KINDS), KENTE, book, ADDRESSES, TODAY, quiet)
    assert len({one.mailbox for one in found.persons}) == len(found.persons)
    for one in found.persons:
        if known := book.people.get(one.address):
            assert known.active
            assert not known.away(TODAY)
            assert one.address not in quiet
    assert (found.missing is None) == bool(found.persons)
