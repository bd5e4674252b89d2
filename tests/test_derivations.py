"""Every deadline says in English and in French why it is that instant."""

import re
from collections.abc import Iterator

import pytest

from engine.bilingual import both
from engine.calendar import Deadline, Period
from engine.content import stamp
from engine.dossier import Dossier, Fact
from tests.derived import english, french
from tests.test_calendar_algebra import AT, COUNTED, JUNE, LATER, MARCH, due, term
from tests.test_rules import paris
from workflows.law import law
from workflows.timetable import CALENDAR, calendar, came_late, completion, deadlines, submission

MECHANISMS = ("rl", "transfer_rl_usl", "transfer_usl_rl", "assistance_preparatory")
ENGLISH = re.compile(
    r"\b(January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|Day|the|of|is|for|to|it|at|by"
    r"|online|notices?|press|OD)\b"
)
"""Words that no French sentence has."""


def of_a_cycle(cycle: int) -> Iterator[Deadline | Period]:
    """The terms of the cycle, and those of its dossiers after an early and a late letter."""
    yield from (entry.due for entry in calendar(law(), cycle))
    for workflow in MECHANISMS:
        for sent in (paris(cycle - 1, 4, 1, 9), paris(cycle - 1, 8, 30, 9)):
            facts: dict[str, Fact] = {
                "cycle": cycle,
                "letter_sent_at": stamp(sent),
                "questions_received_at": stamp(paris(cycle, 6, 14, 9)),
            }
            yield from deadlines(law(), Dossier("D-1", workflow, facts=facts)).values()


# --- what is shipped ---------------------------------------------------------------------------


@pytest.mark.parametrize("cycle", range(2010, 2101))
def test_every_derivation_of_every_cycle_is_said_in_both_languages(cycle: int):
    for one in of_a_cycle(cycle):
        assert one.derivation
        assert all(english(one))
        assert all(french(one))
        assert [said for said in french(one) if ENGLISH.search(said)] == []
        assert set(english(one)) & set(french(one)) <= {"21.COM (Xiamen)"}


@pytest.mark.parametrize("cycle", range(2010, 2101))
def test_every_deadline_of_every_cycle_is_cited_in_both_languages(cycle: int):
    for one in of_a_cycle(cycle):
        if isinstance(one, Deadline):
            assert one.cited("en") == str(one.citation)
            assert one.cited("fr")
            assert ENGLISH.search(one.cited("fr")) is None


def test_whatever_the_law_says_of_a_term_has_its_french_beside_it():
    terms = {*CALENDAR, "session_opens", "house_closures"}
    rows = [row for name in terms for row in law().values(name)]
    said = {
        both(row.says, name)
        for row in rows
        for name in ("remark", "to", "reason")
        if name in row.says
    }
    assert len(said) == 3
    assert [one for one in said if one.en == one.fr or ENGLISH.search(one.fr)] == []
    places = {both(row.says, "place") for row in rows if "place" in row.says}
    assert {one.en: one.fr for one in places if one.en != one.fr} == {
        "Addis Ababa": "Addis-Abeba",
        "Baku": "Bakou",
        "Port Louis": "Port-Louis",
        "online": "en ligne",
    }


def test_a_day_that_shifts_over_holidays_is_derived_in_french():
    assert french(submission(law(), Dossier("D-1", "rl", facts={"cycle": 2014}))) == (
        "31 mars 2013 pour le cycle 2014",
        "le 31 mars 2013 est un dimanche ; le 1er avril 2013 est un jour férié (Lundi de Pâques) ; "
        "le premier jour ouvrable est le 2 avril 2013",
        "à 17 h 00 (heure de Paris)",
    )


def test_a_late_letter_is_derived_in_french():
    facts: dict[str, Fact] = {"cycle": 2028, "letter_sent_at": stamp(paris(2027, 7, 15, 9))}
    late = completion(law(), Dossier("D-1", "rl", facts=facts))
    assert late.derived("fr") == (
        "30 septembre 2027 pour le cycle 2028 ; la lettre est partie le 15 juillet 2027, et 3 mois "
        "entiers expirent le 15 octobre 2027 ; la plus tardive des deux dates est retenue ; "
        "à 23 h 59 (heure de Paris)"
    )
    assert late.cited("fr") == "DO 54 ; avis pour le cycle 2023"


def test_a_session_is_derived_in_french():
    told = {entry.due.key: entry.due for entry in calendar(law(), 2021)}
    assert told["session"].derived("fr") == (
        "16.COM (en ligne) s'ouvre le 13 décembre 2021 et se clôt le 18 décembre 2021 ; "
        "à 0 h 00 (heure de Paris)"
    )
    assert told["first_meeting"].derived("fr") == (
        "juin 2021 pour le cycle 2021 ; les textes ne fixent pas de jour"
    )
    assert told["first_meeting"].derived("en") == (
        "June 2021 for the cycle of 2021; the law fixes no day"
    )


def test_who_came_late_is_told_so_in_both_languages_to_the_second():
    deadline = submission(law(), Dossier("D-1", "rl", facts={"cycle": 2028}))
    assert came_late(deadline, paris(2027, 3, 31, 18, 0, 1), 2028) == (
        "received 31 March 2027, 18:00:01 (Paris time), after the deadline of 31 March 2027, 18:00 "
        "(Paris time) (31 March 2027 for the cycle of 2028; at 18:00 (Europe/Paris)); "
        "it can be examined in the cycle of 2029",
        "reçu le 31 mars 2027 à 18 h 00 min 01 s (heure de Paris), après la date limite du "
        "31 mars 2027 à 18 h 00 (heure de Paris) (31 mars 2027 pour le cycle 2028 ; à 18 h 00 "
        "(heure de Paris)) ; le dossier peut être examiné au cours du cycle 2029",
    )


# --- every way to find a day, of a toy law -----------------------------------------------------

HARVEST = term("harvest", MARCH)


@pytest.mark.parametrize(
    ("row", "others", "sentences"),
    [
        (
            f"years_before = 0\nmonth = 11\nlast_month = 12\n{AT}",
            (),
            ["de novembre à décembre 2028 pour le cycle 2028 ; les textes ne fixent pas de jour"],
        ),
        (
            f'of = "harvest"\ndays_after = 14\n{AT}',
            (HARVEST,),
            ["la moisson commence le 31 mars 2027", "14 jours après", "à 18 h 00 (heure de Paris)"],
        ),
        (
            f'of = "harvest"\ndays_before = 28\n{AT}',
            (term("harvest", JUNE),),
            ["la moisson commence entre le 1er juin 2028 et le 30 juin 2028", "28 jours avant"],
        ),
        (
            f'{COUNTED}to_fr = "répondre"\n',
            (HARVEST,),
            [
                "la moisson commence le 31 mars 2027",
                "28 jours pour répondre",
                "pour chaque dossier, le délai court à compter du jour où le colis a été pesé",
                "à 18 h 00 (heure de Paris)",
            ],
        ),
        (
            LATER,
            (),
            [
                "31 mars 2027 pour le cycle 2028",
                "ou 3 mois entiers après le jour où le colis a été pesé, si cette date est plus "
                "tardive",
                "à 18 h 00 (heure de Paris)",
            ],
        ),
        (
            f'of = "sowing"\nmonths_after = 3\n{AT}',
            (term("sowing", MARCH),),
            [
                "« sowing » a lieu le 31 mars 2027",
                "3 mois entiers après",
                "à 18 h 00 (heure de Paris)",
            ],
        ),
        (
            f"{MARCH}shift = true\nsoft_days_before = 14\ngrace_minutes = 15\n"
            'remark = "the mill is far"\nremark_fr = "le moulin est loin"\n',
            (),
            [
                "31 mars 2027 pour le cycle 2028",
                "le 31 mars 2027 est une fête ; le premier jour ouvrable est le 1er avril 2027",
                "à 18 h 00 (heure de Paris)",
                "attendu au plus tard le 18 mars 2027 à 18 h 00 (heure de Paris)",
                "15 minutes de tolérance",
                "le moulin est loin",
            ],
        ),
    ],
)  # fmt: skip
def test_each_way_to_find_a_day_is_said_in_french(
    row: str, others: tuple[str, ...], sentences: list[str]
):
    assert list(french(due(row, *others))) == sentences


def test_where_a_row_gives_no_french_both_languages_say_the_same():
    assert both({"place": "Rabat"}, "place") == ("Rabat", "Rabat")
    assert both({"place": "Baku", "place_fr": "Bakou"}, "place") == ("Baku", "Bakou")
