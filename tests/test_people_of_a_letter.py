"""To whom a letter of a dossier goes today: by post, with deputies, each person once."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.dossier import Dossier, Fact
from engine.runtime.correspondents import Book, Correspondent, bound
from engine.words import Language, Words
from notifications.people import Found, Person, of_a_letter, people
from notifications.recipients import recipient
from tests.on_record import ADDRESSES, KENTE, TODAY, person, post
from workflows.catalogue import workflows

EMPTY = Book()


def names(found: Found) -> list[str]:
    return [one.name for one in found.persons]


def find(kind: str, book: Book, dossier=KENTE, today=TODAY, silent=()) -> Found:
    return people(kind, dossier, book, ADDRESSES, today, silent)


def get(template: str, book: Book, dossier=KENTE, silent=()) -> list[tuple[str, str]]:
    found = of_a_letter(template, dossier, book, ADDRESSES, TODAY, silent)
    return [(one.role, one.address) for one in found]


# --- with nobody on record, as it has always been ------------------------------------------------

CONTACTS: st.SearchStrategy[dict[str, Fact]] = st.one_of(
    st.just({}),
    st.sampled_from(
        [
            "osei@example.org",
            "Osei@Example.ORG",
            "",
            "osei",
            "a@x.org, b@x.org",
            "a@x.org\r\nBcc: b@x.org",
            7,
        ]
    ).map(lambda contact: {"contact": contact}),
)
TEMPLATES = sorted({key for one in workflows().values() for s in one.steps for key in s.notify})


@given(
    template=st.sampled_from([*TEMPLATES, "audit_seal", "address_suspended"]),
    facts=CONTACTS,
    states=st.sampled_from([{}, {"states": ["Ghana", "Togo"]}]),
    reference=st.sampled_from(["", "RL-2028-0001"]),
)
def test_while_nobody_is_on_record_a_letter_goes_where_it_always_went(
    template: str, facts, states, reference: str
):
    dossier = Dossier(reference, "rl", facts=facts | states)
    assert _said(lambda: of_a_letter(template, dossier, EMPTY, ADDRESSES, TODAY)) == _said(
        lambda: [Person(recipient(template, dossier.facts, ADDRESSES), "", "en", False, "")]
    )


def _said(ask) -> list[tuple[str, bool]] | str:
    try:
        return [(one.address, one.both_languages) for one in ask()]
    except LookupError as fault:
        return str(fault)


@pytest.mark.parametrize(("fact", "language"), [("fr", "fr"), ("en", "en"), ("de", "en")])
def test_of_a_stranger_the_dossier_says_the_language(fact: str, language: Language):
    dossier = Dossier("RL-1", "rl", facts={"contact": "Osei@example.org", "language": fact})
    (one,) = of_a_letter("registered", dossier, EMPTY, ADDRESSES, TODAY)
    assert one == Person("Osei@example.org", "", language, False, "contact")
    assert one.mailbox == "osei@example.org"


# --- a letter of a step --------------------------------------------------------------------------

RECORD = bound(
    [person(name) for name in ("Osei", "Mission", "Kofi", "Lome", "Lind", "Haddad", "Member")],
    [
        post("delegation", "Togo", "Lome"),
        post("delegation", "Ghana", "Mission"),
        post("commission", "Ghana", "Kofi"),
        post("authority", "Ghana", "Osei"),
        post("delegation", "Kenya", "Haddad"),
        post("officer", "RL-2028-0001", "Lind"),
        post("officer", "", "Haddad"),
        post("evaluation_body", "", "Member"),
    ],
)


def test_a_letter_to_the_state_goes_to_the_contact_person_with_copies_to_those_on_record():
    assert get("registered", RECORD) == [
        ("contact", "osei@example.org"),
        ("delegation", "mission@example.org"),
        ("delegation", "lome@example.org"),
        ("commission", "kofi@example.org"),
    ]
    found = of_a_letter("registered", KENTE, RECORD, ADDRESSES, TODAY)
    assert [one.state for one in found] == ["", "Ghana", "Togo", "Ghana"]


def test_without_a_contact_person_those_on_record_get_it_and_without_them_the_office():
    unnamed = Dossier("RL-1", "rl", facts={"states": ["Togo"]})
    assert get("registered", RECORD, unnamed) == [("delegation", "lome@example.org")]
    stranger = Dossier("RL-1", "rl", facts={"states": ["Peru"]})
    assert get("registered", RECORD, stranger) == [("office", "office@example.org")]


def test_a_contact_person_who_cannot_be_written_to_does_not_keep_it_from_the_others():
    wrong = Dossier("RL-1", "rl", facts={"states": ["Togo"], "contact": "nobody"})
    assert get("registered", RECORD, wrong) == [("delegation", "lome@example.org")]
    assert get("registered", RECORD, silent={"osei@example.org"}) == [
        ("delegation", "mission@example.org"),
        ("delegation", "lome@example.org"),
        ("commission", "kofi@example.org"),
    ]


def test_where_nobody_can_be_written_to_the_letter_says_so_and_goes_nowhere():
    with pytest.raises(LookupError, match=r"^osei@example\.org gave letters back: none is sent"):
        get("registered", EMPTY, silent={"osei@example.org"})
    with pytest.raises(LookupError, match=r"^office@example\.org gave letters back"):
        get("audit_seal", EMPTY, Dossier("", ""), silent={"office@example.org"})


def test_a_letter_to_the_body_goes_to_its_members():
    assert get("transmitted", RECORD) == [("evaluation_body", "member@example.org")]


def test_a_letter_to_the_office_goes_to_the_officer_in_charge():
    assert get("conditions_answered", RECORD) == [("officer", "lind@example.org")]
    other = Dossier("RL-2", "rl")
    assert get("conditions_answered", RECORD, other) == [("officer", "haddad@example.org")]


def test_a_letter_about_no_dossier_goes_to_the_mailbox_of_the_office():
    assert get("audit_seal", RECORD, Dossier("", "")) == [("office", "office@example.org")]


# --- each kind of recipient ----------------------------------------------------------------------


def test_each_state_is_asked_in_the_order_of_the_dossier_and_those_longest_in_post_first():
    book = bound(
        [person("A"), person("B"), person("C")],
        [post("delegation", "Togo", "C"), post("delegation", "Ghana", "B"),
         post("delegation", "Ghana", "A")],
    )  # fmt: skip
    assert names(find("delegation", book)) == ["B", "A", "C"]


def test_the_contact_person_who_is_a_correspondent_is_known_by_language_and_name():
    book = bound([Correspondent("osei@example.org", "N. Osei", "fr", True)], [])
    written = Dossier("RL-1", "rl", facts={"contact": "Osei@Example.org", "language": "en"})
    assert find("contact", book, written).persons == (
        Person("osei@example.org", "N. Osei", "fr", True, "contact"),
    )


@pytest.mark.parametrize(
    ("kind", "role", "address"),
    [
        ("officer", "office", "office@example.org"),
        ("head", "office", "office@example.org"),
        ("evaluation_body", "evaluation_body", "body@example.org"),
    ],
)
def test_where_nobody_is_appointed_in_the_house_its_mailbox_is_found(kind, role, address):
    assert find(kind, EMPTY).persons == (Person(address, "", "en", False, role),)
    gone = bound([person("Lind", active=False)], [post(kind, "", "Lind")])
    assert find(kind, gone).persons == (Person(address, "", "en", False, role),)
    here = bound([person("Lind")], [post(kind, "", "Lind")])
    assert find(kind, here).persons == (Person("lind@example.org", "Lind", "en", False, kind),)


def test_an_officer_of_a_dossier_who_has_left_gives_way_to_those_of_the_whole_office():
    book = bound(
        [person("Lind", active=False), person("Haddad")],
        [post("officer", KENTE.reference, "Lind"), post("officer", "", "Haddad")],
    )
    assert names(find("officer", book)) == ["Haddad"]


def test_there_is_no_other_kind():
    with pytest.raises(KeyError):
        find("king", EMPTY)


# --- why there is nobody -------------------------------------------------------------------------


def test_it_is_said_why_there_is_nobody():
    silent = ("lome@example.org", "office@example.org", "osei@example.org")
    book = bound(
        [person("Lome"), person("Mission", active=False)],
        [post("delegation", "Ghana", "Mission"), post("delegation", "Togo", "Lome")],
    )
    bare = Dossier("RL-1", "rl")
    wrong = Dossier("RL-1", "rl", facts={"contact": "osei"})
    assert [
        one.missing.en if one.missing else ""
        for one in (
            find("delegation", book, silent=silent),
            find("commission", book),
            find("authority", book, bare),
            find("contact", book, bare),
            find("contact", book, wrong),
            find("contact", book, silent=silent),
            find("head", book, silent=silent),
            find("contact", book),
        )
    ] == [
        "mission@example.org has left. lome@example.org gave letters back: none is sent there "
        "until it is resumed.",
        "Nobody is on record for the National Commission (Ghana, Togo).",
        "The dossier names no State Party.",
        "The dossier names no contact person.",
        "The contact person of the dossier has no address.",
        "osei@example.org gave letters back: none is sent there until it is resumed.",
        "office@example.org gave letters back: none is sent there until it is resumed.",
        "",
    ]


def test_it_is_said_in_french_too():
    gone = bound([person("Osei", active=False)], [])
    assert find("contact", gone).missing == Words(
        "osei@example.org has left.", "osei@example.org n'est plus en fonction."
    )
