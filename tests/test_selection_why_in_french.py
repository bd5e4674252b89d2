"""Every file is told in French too why it stands where it stands: the same reasons, sentence by
sentence."""

from dataclasses import replace

import pytest

from tests.selecting import Asked, ask, file
from tests.test_selection_why import DAY, YEAR, told
from workflows.selection.cut import NO_DECISION, Decision
from workflows.selection.selection import select
from workflows.selection.trial import tried
from workflows.selection.why import SAYING, Reasons, every_reason

AU = "Au 31 mars 2025, jour auquel les décomptes sont arrêtés, "


def dit(asked: Asked, file_no: str) -> list[str]:
    """The reasons of a file in French."""
    made = asked.made()
    ranked = made.ranking.ranked
    place = next(place for place, one in enumerate(ranked) if one.file.file_no == file_no)
    return [one.sentence for one in Reasons(made, "fr").of(place)]


# --- whole ---------------------------------------------------------------------------------------


def test_the_first_of_a_states_files_has_its_states_turn():
    assert dit(YEAR, "00001") == [
        "Niveau (0) : aucun dossier que Kenya soumet seul n'est enregistré comme traité au cycle "
        "2025, et celui-ci est le premier de ses 2 dossiers, selon son classement.",
        f"{AU}Kenya participe à 3 éléments et pratiques, dont 2 à titre individuel.",
        "Rang 2 sur 7. Ordre au sein du niveau (0) : s'il relèverait autrement du niveau (i) (ici "
        "non), puis éléments et pratiques par État (ici 3). Il suit le dossier 00008 (Tchad et "
        "autres), qui a oui contre non (s'il relèverait autrement du niveau (i)).",
        "Retenu : le plafond est d'au plus 5, et 1 dossier est placé avant lui.",
        "Il est retenu avec 2 places ou plus, et ne l'est pas avec moins.",
    ]


def test_a_file_of_several_states_is_told_what_each_has():
    assert dit(YEAR, "00003") == [
        "Niveau (ii) : 3 États le soumettent ensemble.",
        f"{AU}ses États participent au nombre suivant d'éléments et de pratiques (dont à titre "
        "individuel) : Ghana 2 (1), Togo 2 (0), Mali 0 (0). Il a été soumis pour le cycle 2025 et "
        "n'a pas été traité.",
        "Rang 4 sur 7. Ordre au sein du niveau (ii) : s'il a été soumis pour le cycle précédent "
        "sans pouvoir être traité (ici oui), puis si l'un de ses États n'a ni élément propre ni "
        "autre dossier dans ce cycle (ici oui), puis éléments et pratiques par État, sans les "
        "multinationaux (ici 1/3). Il suit le dossier 00004 (Haïti), qui est de niveau (i).",
        "Retenu : le plafond est d'au plus 5, et 3 dossiers sont placés avant lui.",
        "Il est retenu avec 4 places ou plus, et ne l'est pas avec moins.",
        "Il serait de niveau (0) si Ghana ou l'un de 2 autres de ses États l'avait désigné comme "
        "son dossier prioritaire.",
    ]


def test_equal_files_at_the_cut_wait_for_a_person():
    assert dit(YEAR, "00005") == [
        "Niveau (iii) : Bénin le soumet seul et a déjà 4 éléments et pratiques. Il n'est pas de "
        "niveau (0) : Bénin a fait usage de son tour au cycle 2025 avec 00091.",
        f"{AU}Bénin participe à 4 éléments et pratiques, dont 3 à titre individuel.",
        "Rang 5 sur 7. Ordre au sein du niveau (iii) : dossiers du même État placés avant lui (ici "
        "0), puis éléments et pratiques par État (ici 4). Il suit le dossier 00003 (Ghana et "
        "autres), qui est de niveau (ii). Il est à égalité sur tous les critères avec 00006 : "
        "l'ordre entre eux n'a pas de signification.",
        "À départager : il y a 2 dossiers de priorité égale pour 1 place, et une personne tranche, "
        "par un motif écrit.",
        "Il est retenu avec 6 places ou plus ; avec 5, une personne tranche entre dossiers égaux ; "
        "avec moins, il ne l'est pas.",
        "Il serait de niveau (0) si 00091 n'avait pas été traité au cycle 2025.",
    ]


def test_both_languages_rest_on_the_same_paragraphs():
    made = YEAR.made()
    for en, fr in zip(every_reason(made), every_reason(made, "fr"), strict=True):
        assert [one.cite for one in en] == [one.cite for one in fr]
    assert told(YEAR, "00001")[1].startswith(DAY)


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "Nothing orders the files of level (iii)."),
        ("fr", "Rien n'ordonne les dossiers du niveau (iii)."),
    ],
)
def test_a_level_that_a_trial_leaves_without_an_order_is_told_so(language, sentence):
    assert SAYING[language].ordered("iii", []) == sentence


# --- the level -----------------------------------------------------------------------------------

GHANA = {"Ghana": (1, 1)}
USED = [file(9, "Ghana", treated=True)]
TWICE = [file(8, "Ghana", treated=True), *USED]


@pytest.mark.parametrize(
    ("asked", "level"),
    [
        (
            ask(2026, file(1, "Ghana")),
            "Niveau (0) : aucun dossier que Ghana soumet seul n'est enregistré comme traité au "
            "cycle 2025, et celui-ci est son seul dossier.",
        ),
        (
            ask(2026, file(1, "Ghana", "Togo", named_by="Togo")),
            "Niveau (0) : Togo désigne ce dossier multinational comme son dossier prioritaire, et "
            "aucun dossier que Togo soumet seul n'est enregistré comme traité au cycle 2025.",
        ),
        (
            ask(2026, file(1, "Ghana", mechanism="USL"), before=TWICE),
            "Niveau (i) : il relève de la Liste de sauvegarde urgente. Il n'est pas de niveau (0) "
            ": Ghana a fait usage de son tour au cycle 2025 avec 00008 et 00009.",
        ),
        (
            ask(2026, file(1, "Ghana"), before=USED),
            "Niveau (i) : Ghana n'a aucun élément inscrit ni aucune pratique sélectionnée. Il "
            "n'est pas de niveau (0) : Ghana a fait usage de son tour au cycle 2025 avec 00009.",
        ),
        (
            ask(2026, file(1, "Ghana"), file(2, "Ghana", "Togo", named_by="Ghana"), has=GHANA),
            "Niveau (iii) : Ghana le soumet seul et a déjà 1 élément ou pratique. Il n'est pas de "
            "niveau (0) : Ghana désigne le dossier multinational 00002 comme son dossier "
            "prioritaire.",
        ),
        (
            ask(2026, file(1, "Ghana", order=2), file(2, "Ghana", order=1), has={"Ghana": (2, 0)}),
            "Niveau (iii) : Ghana le soumet seul et a déjà 2 éléments et pratiques. Il n'est pas "
            "de niveau (0) : Ghana classe son dossier 00002 avant lui.",
        ),
        (
            ask(2025, file(1, "Ghana", "Togo", named_by="Togo")),
            "Niveau (ii) : 2 États le soumettent ensemble. Il n'est pas de niveau (0) : dans ce "
            "cycle, un État ne peut désigner un dossier multinational comme son dossier "
            "prioritaire.",
        ),
        (
            ask(2026, file(1, "Ghana", "Togo", named_by="Togo"),
                file(0, "Mali", "Togo", named_by="Togo")),
            "Niveau (ii) : 2 États le soumettent ensemble. Il n'est pas de niveau (0) : Togo "
            "désigne aussi le dossier 00000.",
        ),
        (
            ask(2026, file(1, "Ghana", "Togo", named_by="Ghana"), before=USED),
            "Niveau (ii) : 2 États le soumettent ensemble. Il n'est pas de niveau (0) : Ghana a "
            "fait usage de son tour au cycle 2025 avec 00009.",
        ),
    ],
)  # fmt: skip
def test_a_level_is_told_with_why_it_is_not_the_first(asked: Asked, level: str):
    assert dit(asked, "00001")[0] == level


@pytest.mark.parametrize(
    ("asked", "had"),
    [
        (ask(2026, file(1, "Ghana"), before=TWICE),
         "si 00008 et 00009 n'avaient pas été traités au cycle 2025"),
        (ask(2026, file(1, "Ghana", "Togo", named_by="Ghana"), before=USED),
         "si 00009 n'avait pas été traité au cycle 2025"),
        (ask(2026, file(1, "Ghana", order=2), file(2, "Ghana", order=1),
             file(3, "Ghana", "Togo", named_by="Ghana"), before=USED),
         "si 00009 n'avait pas été traité au cycle 2025 et si Ghana n'avait pas désigné 00003 et "
         "si Ghana l'avait classé premier"),
        (ask(2026, file(1, "Ghana", "Togo"), before=USED),
         "si Togo l'avait désigné comme son dossier prioritaire"),
        (ask(2026, file(1, "Ghana", "Togo")),
         "si Ghana ou un autre de ses États l'avait désigné comme son dossier prioritaire"),
    ],
)  # fmt: skip
def test_what_would_have_given_it_the_first_level_is_told(asked: Asked, had: str):
    assert dit(asked, "00001")[-1] == f"Il serait de niveau (0) {had}."


# --- the facts and the rank ----------------------------------------------------------------------


def test_what_a_state_has_is_counted_from_none_on():
    has = {"Ghana": (1, 0)}
    assert [dit(ask(2026, file(1, state), has=has), "00001")[1] for state in ("Togo", "Ghana")] == [
        f"{AU}Togo ne participe à aucun élément ni à aucune pratique.",
        f"{AU}Ghana participe à 1 élément ou pratique, dont 0 à titre individuel.",
    ]


def test_many_states_and_many_equals_are_counted_once_eight_are_named():
    for states, more in ((9, "1 autre"), (10, "2 autres")):
        wide = ask(2026, file(1, *(f"State {n}" for n in range(states))))
        assert dit(wide, "00001")[1].endswith(f", State 7 0 (0) et {more}.")
    equal = ask(2026, *(file(n, f"State {n:02}") for n in range(1, 12)), places=3)
    assert dit(equal, "00001")[2].endswith(
        " Il est à égalité sur tous les critères avec 00002, 00003, 00004, 00005, 00006, 00007, "
        "00008, 00009 et 2 autres : l'ordre entre eux n'a pas de signification."
    )
    assert dit(equal, "00001")[4] == (
        "Il est retenu avec 11 places ou plus ; avec 1 à 10, une personne tranche entre dossiers "
        "égaux ; avec moins, il ne l'est pas."
    )


# --- the place -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("asked", "file_no", "status"),
    [
        ({"ties": "include"}, "00006", "Retenu par décision : il y a 2 dossiers de priorité égale "
         "pour 1 place. Motif : Équité."),
        ({"ties": "leave"}, "00006", "Non retenu par décision : il y a 2 dossiers de priorité "
         "égale pour 1 place. Motif : Équité."),
        ({"ceiling": 1}, "00001", "Non retenu : le nombre est fixé à 1 par décision, alors que le "
         "plafond est d'au plus 5, et 1 dossier est placé avant lui. Motif : Équité."),
        ({"ceiling": 1}, "00008", "Retenu : le nombre est fixé à 1 par décision, alors que le "
         "plafond est d'au plus 5, et aucun dossier n'est placé avant lui. Motif : Équité."),
    ],
)  # fmt: skip
def test_what_a_person_decided_is_told_with_the_reason(asked: dict[str, object], file_no, status):
    decided = YEAR.changed(decision=Decision(**asked, reason="Équité."))  # type: ignore[arg-type]
    assert dit(decided, file_no)[3] == status


@pytest.mark.parametrize(
    ("wording", "ceiling"),
    [("around", "d'environ 5"), ("no_more_than", "d'au plus 5"), ("at_least", "d'au moins 5")],
)
def test_the_ceiling_is_told_in_the_words_of_its_decision(wording: str, ceiling: str):
    policy = replace(YEAR.policy, ceiling=replace(YEAR.policy.ceiling, wording=wording))
    assert dit(YEAR.changed(policy=policy), "00001")[3] == (
        f"Retenu : le plafond est {ceiling}, et 1 dossier est placé avant lui."
    )


def test_what_was_decided_before_is_told_and_one_place_is_one():
    placed = YEAR.changed(placed={"00001": "selected", "00002": "backlog"})
    assert dit(placed, "00001")[3:] == ["Une place lui a été attribuée précédemment."]
    assert dit(placed, "00002")[3] == "Il a été laissé en attente précédemment."
    assert dit(YEAR, "00008")[4] == (
        "Il est retenu avec 1 place ou plus, et ne l'est pas avec moins."
    )


@pytest.mark.parametrize(
    ("number", "one", "like"),
    [
        (2026, file(1, "Italy", kind="extension"), "inscriptions sur une base élargie"),
        (2026, file(1, "Italy", kind="reduction"), "inscriptions sur une base réduite"),
        (2026, file(1, "Italy", kind="transfer_usl_rl"), "transferts entre les Listes"),
        (2026, file(1, "Italy", kind="transfer_rl_usl"), "transferts entre les Listes"),
        (2026, file(1, "Italy", mechanism="IA"), "demandes d'assistance internationale"),
    ],
)
def test_what_takes_no_place_is_told_so(number: int, one, like: str):
    made = ask(number, one).made()
    assert [said.sentence for said in Reasons(made, "fr").outside(made.outside[0])] == [
        f"Hors plafond : les {like} n'occupent pas de place au cycle {number}."
    ]


@pytest.mark.parametrize(
    ("mechanism", "like"),
    [
        ("USL", "les candidatures à la Liste de sauvegarde urgente"),
        ("RL", "les candidatures à la Liste représentative"),
        ("GSP", "les propositions au Registre de bonnes pratiques de sauvegarde"),
    ],
)
def test_a_mechanism_that_a_trial_puts_outside_is_named(mechanism: str, like: str):
    assert SAYING["fr"].outside(mechanism, 2026) == (
        f"Hors plafond : {like} n'occupent pas de place au cycle 2026."
    )


def test_what_was_given_a_place_outside_the_ceiling_before_is_told_so_in_both_languages():
    cycle = replace(ask(2026, file(1, "Italy")).made().cycle, outside=frozenset({"00001"}))
    made = select(cycle, YEAR.policy, NO_DECISION)
    said = [Reasons(made, language).outside(made.outside[0]) for language in ("en", "fr")]
    assert said == [
        [("It was given a place outside the ceiling before.", "19.COM 15")],
        [("Une place hors plafond lui a été attribuée précédemment.", "19.COM 15")],
    ]


def test_a_file_that_is_withdrawn_in_a_trial_is_told_so():
    whole, without = ask(2026, file(1, "Italy")), ask(2026)
    both = [(one.made().cycle, one.policy) for one in (whole, without)]
    (change,) = tried(both[0], both[1], "fr").changes
    assert change.why == (("Il est retiré dans cet essai.", "trial"),)
