"""What can be changed to try it: every NAME=VALUE, and every fault of it, all faults at once."""

from collections.abc import Sequence
from typing import Any

import pytest

from engine.cycle_file import CycleFile
from engine.words import Language
from tests.selecting import ask, file
from workflows.law import law
from workflows.selection.changes import changed, changed_without, without
from workflows.selection.cycle import Cycle
from workflows.selection.policies import Unusable
from workflows.selection.policy import Policy, policy_for

LAW = policy_for(law(), 2026)
NATIONAL, TOGETHER, EXTENSION, PRACTICE, REQUEST = FILES = (
    file(1, "Ghana", order=1),
    file(2, "Ghana", "Togo", named_by="Togo"),
    file(3, "Kenya", kind="extension"),
    file(4, "Peru", mechanism="GSP"),
    file(5, "Chad", mechanism="IA"),
)
CYCLE = ask(2026, *FILES, before=[file(2, "Ghana", "Togo")]).made().cycle
SETTABLE_NAMES = (
    "ceiling, mechanisms, outside, levels, keys.LEVEL, names_multinational, counts_assistance"
)
SETTABLE = f"one can set {SETTABLE_NAMES}, or a fact of a file as in 02153.order"
KEYS = (
    "as_level_i, nth, inscribed, inscribed_national, carried_over, state_without_element, "
    "state_without_element_or_file"
)
KINDS = "new, extension, reduction, transfer_usl_rl, transfer_rl_usl"
FACTS = "states, mechanism, kind, order, named_by, carried_over"


def policy(*changes: str) -> Policy:
    """The policy of 2026 with these changes, which leave the cycle as it is."""
    cycle, made = changed(CYCLE, LAW, changes)
    assert cycle == CYCLE
    return made


def changed_file(number: str, *changes: str) -> CycleFile:
    """A file of the cycle with these changes, which leave the policy and all else as it is."""
    cycle, made = changed(CYCLE, LAW, changes)
    assert (made, cycle.number, cycle.counts, cycle.past) == (LAW, 2026, CYCLE.counts, CYCLE.past)
    assert [one for one in cycle.files if one.file_no != number] == [
        one for one in FILES if one.file_no != number
    ]
    (found,) = (one for one in cycle.files if one.file_no == number)
    return found


def faults(*changes: str, withdrawn: Sequence[str] = (), language: Language = "en") -> list[str]:
    """What is wrong with these changes."""
    with pytest.raises(Unusable) as raised:
        changed_without(CYCLE, LAW, changes, withdrawn)
    assert raised.value.faults == tuple(one.en for one in raised.value.said)
    return [one.spoken(language) for one in raised.value.said]


# --- the policy --------------------------------------------------------------------------------


def test_without_a_change_all_is_as_it_is():
    assert changed(CYCLE, LAW, []) == (CYCLE, LAW)
    assert changed_without(CYCLE, LAW, [], []) == (CYCLE, LAW)


@pytest.mark.parametrize(
    ("change", "name", "value"),
    [
        ("ceiling=70", "number", 70),
        ("ceiling=0", "number", 0),
        ("ceiling=999999", "number", 999999),
        (" ceiling = 70 ", "number", 70),
        ("mechanisms=USL,RL", "mechanisms", frozenset({"USL", "RL"})),
        ("mechanisms=IA, ", "mechanisms", frozenset({"IA"})),
        ("outside=extension, reduction", "outside", frozenset({"extension", "reduction"})),
        ("outside=", "outside", frozenset()),
    ],
)
def test_the_ceiling_is_changed_and_cites_the_trial(change: str, name: str, value: Any):
    made = policy(change)
    assert getattr(made.ceiling, name) == value
    assert (made.ceiling.cite, made.ceiling.mark) == ("trial", "interpretation")
    assert made.ceiling.wording == LAW.ceiling.wording
    assert made.rules == LAW.rules


@pytest.mark.parametrize(
    ("change", "name", "value"),
    [
        ("names_multinational=no", "names_multinational", False),
        ("names_multinational=yes", "names_multinational", True),
        ("counts_assistance=yes", "counts_assistance", True),
        ("counts_assistance=no", "counts_assistance", False),
    ],
)
def test_what_the_rules_take_into_account_is_changed(change: str, name: str, value: bool):
    made = policy(change)
    assert getattr(made.rules, name) == value
    assert (made.rules.cite, made.rules.mark) == ("trial", "interpretation")
    assert (made.rules.levels, made.ceiling) == (LAW.rules.levels, LAW.ceiling)


def test_the_levels_are_put_in_another_order_with_their_keys():
    made = policy("levels=ii, 0,i,iii")
    by_name = {one.name: one for one in LAW.rules.levels}
    assert list(made.rules.levels) == [by_name[name] for name in ("ii", "0", "i", "iii")]


@pytest.mark.parametrize(
    ("change", "keys"),
    [
        ("keys.ii=inscribed, nth", ("inscribed", "nth")),
        ("keys.ii=", ()),
        ("keys.ii=nth,", ("nth",)),
    ],
)
def test_the_keys_of_one_level_are_changed(change: str, keys: tuple[str, ...]):
    zero, first, second, third = policy(change).rules.levels
    assert (second.name, second.keys, second.cite) == ("ii", keys, "trial")
    assert [zero, first, third] == [one for one in LAW.rules.levels if one.name != "ii"]


def test_of_two_changes_of_the_same_the_later_one_holds():
    assert policy("ceiling=70", "ceiling=80", "outside=").ceiling.number == 80


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ("ceiling", "it is not NAME=VALUE"),
        ("", "it is not NAME=VALUE"),
        ("=70", SETTABLE),
        ("colour=blue", SETTABLE),
        ("ceiling.ii=7", SETTABLE),
        ("keys=inscribed", SETTABLE),
        ("levels.ii=inscribed", SETTABLE),
        ("00001=RL", SETTABLE),
        ("ceiling=", "'' is not a whole number"),
        ("ceiling=-1", "'-1' is not a whole number"),
        ("ceiling=6.5", "'6.5' is not a whole number"),
        ("ceiling=٧", "'٧' is not a whole number"),
        ("ceiling=1000000", "'1000000' is not a whole number"),
        ("mechanisms=", "it names none"),
        ("mechanisms=RL,BSP", "'BSP' is none of USL, RL, GSP, IA"),
        ("outside=transfers", f"'transfers' is none of {KINDS}"),
        ("levels=0,i,ii", "every level is named once: 0, i, ii, iii"),
        ("levels=0,i,ii,iii,0", "every level is named once: 0, i, ii, iii"),
        ("levels=0,i,ii,iv", "'iv' is none of 0, i, ii, iii"),
        ("keys.iv=nth", "'iv' is none of 0, i, ii, iii"),
        ("keys.ii=size", f"'size' is none of {KEYS}"),
        ("keys.ii=nth,inscribed,nth", "it names nth twice"),
        ("names_multinational=true", "'true' is neither yes nor no"),
        ("counts_assistance=", "'' is neither yes nor no"),
    ],
)
def test_a_change_of_the_policy_that_cannot_be_made_is_refused(change: str, why: str):
    assert faults(change) == [f"{change}: {why}"]


# --- a file's facts ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("number", "change", "name", "value"),
    [
        ("00001", "00001.states=Ghana; Togo;", "states", ("Ghana", "Togo")),
        ("00001", "1.states=Togo;Ghana;Togo", "states", ("Togo", "Ghana")),
        ("00001", "00001.mechanism=USL", "mechanism", "USL"),
        ("00001", "00001.kind=transfer_rl_usl", "kind", "transfer_rl_usl"),
        ("00001", "00001.order=3", "order", 3),
        ("00001", "00001.order=", "order", None),
        ("00002", "00002.named_by=Ghana", "named_by", "Ghana"),
        ("00002", "00002.named_by=", "named_by", ""),
        ("00005", "5.mechanism=GSP", "mechanism", "GSP"),
    ],
)
def test_a_fact_of_a_file_is_changed(number: str, change: str, name: str, value: Any):
    assert getattr(changed_file(number, change), name) == value


@pytest.mark.parametrize(
    ("change", "untreated"),
    [
        ("00001.carried_over=yes", {"00001", "00002"}),
        ("00001.carried_over=no", {"00002"}),
        ("00002.carried_over=yes", {"00002"}),
        ("00002.carried_over=no", set()),
    ],
)
def test_a_file_is_made_one_that_was_carried_over_or_is_none_any_more(
    change: str, untreated: set[str]
):
    cycle, made = changed(CYCLE, LAW, [change])
    assert (cycle.files, made) == (CYCLE.files, LAW)
    assert cycle.past.untreated == untreated
    assert cycle.past.turns == CYCLE.past.turns


def test_changes_are_made_in_their_order():
    both = ("00001.states=Ghana; Togo", "00001.named_by=Ghana")
    assert changed_file("00001", *both).named_by == "Ghana"
    assert faults(*reversed(both)) == [
        "00001.named_by=Ghana: one of the States of a multinational file may name it"
    ]


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ("00404.order=1", "there is no such file in this cycle"),
        ("00001.colour=blue", f"'colour' is none of {FACTS}"),
        ("00001.=1", f"'' is none of {FACTS}"),
        ("00001.order=0", "the first file of a State has rank 1, not 0"),
        ("00001.order=first", "'first' is not a whole number"),
        ("00001.mechanism=BSP", "'BSP' is none of USL, RL, GSP, IA"),
        ("00001.kind=transfer", f"'transfer' is none of {KINDS}"),
        ("00003.mechanism=GSP", "a file of GSP cannot be of the kind extension"),
        ("00004.kind=reduction", "a file of GSP cannot be of the kind reduction"),
        ("00005.kind=extension", "a file of IA cannot be of the kind extension"),
        ("00001.states=", "it names no State"),
        ("00001.states=Atlantis; Ghana; Utopia", "no State is named 'Atlantis', 'Utopia'"),
        ("00002.states=Togo", "one of the States of a multinational file may name it"),
        ("00002.states=Ghana;Benin", "one of the States of a multinational file may name it"),
        ("00002.named_by=Benin", "one of the States of a multinational file may name it"),
        ("00001.named_by=Ghana", "one of the States of a multinational file may name it"),
        ("00001.carried_over=true", "'true' is neither yes nor no"),
    ],
)
def test_a_change_of_a_file_that_cannot_be_made_is_refused(change: str, why: str):
    assert faults(change) == [f"{change}: {why}"]


# --- withdrawn ---------------------------------------------------------------------------------


def test_a_cycle_without_some_of_its_files_is_the_same_otherwise():
    left = without(CYCLE, ["00001", "3", "00003"])
    assert left == Cycle(2026, (TOGETHER, PRACTICE, REQUEST), CYCLE.counts, CYCLE.past)
    assert without(CYCLE, []) == CYCLE
    assert changed_without(CYCLE, LAW, ["ceiling=70"], ["1", "3"]) == (
        left, policy("ceiling=70"),
    )  # fmt: skip


def test_all_faults_are_told_at_once():
    said = faults("ceiling=x", "00001.order=2", "keys.ii=size", withdrawn=["404", "00403", "1"])
    assert said == [
        "00403: there is no such file in this cycle",
        "00404: there is no such file in this cycle",
        "ceiling=x: 'x' is not a whole number",
        f"keys.ii=size: 'size' is none of {KEYS}",
    ]
    assert faults("ceiling=70", withdrawn=["404"]) == ["00404: there is no such file in this cycle"]
    assert faults("00001.order=2", withdrawn=["1"]) == [
        "00001.order=2: there is no such file in this cycle"
    ]


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ("ceiling", "ce n'est pas de la forme NOM=VALEUR"),
        ("colour=blue", f"on peut fixer {SETTABLE_NAMES}, ou un fait d'un dossier comme dans "
         "02153.order"),
        ("ceiling=6.5", "« 6.5 » n'est pas un nombre entier"),
        ("mechanisms=", "rien n'est nommé"),
        ("mechanisms=BSP", "« BSP » ne figure pas parmi USL, RL, GSP, IA"),
        ("levels=0,i,ii", "chaque niveau est nommé une fois : 0, i, ii, iii"),
        ("keys.ii=nth,inscribed,nth", "nommé deux fois : nth"),
        ("counts_assistance=", "«  » n'est ni yes ni no"),
        ("00404.order=1", "ce dossier ne figure pas dans ce cycle"),
        ("00001.order=0", "le premier dossier d'un État a le rang 1, et non 0"),
        ("00004.kind=reduction", "un dossier de GSP ne peut être de la nature reduction"),
        ("00001.states=", "aucun État n'est nommé"),
        ("00001.states=Atlantis;Utopia", "aucun État ne porte le nom « Atlantis », « Utopia »"),
        ("00002.named_by=Benin", "un dossier multinational ne peut être désigné que par l'un de "
         "ses États"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_change_is_said_in_french(change: str, why: str):
    assert faults(change, withdrawn=["404"], language="fr") == [
        "00404 : ce dossier ne figure pas dans ce cycle", f"{change} : {why}",
    ]  # fmt: skip
