"""The letter of the check: an item, what is missing of it, what to do; what is only noted, last."""

from dataclasses import replace
from itertools import takewhile

from tests.whole_file import answering, carried_over, whole
from workflows.check.check import Checked, Seen, check
from workflows.check.filed import Attachment
from workflows.check.items import ITEMS
from workflows.law import law

CONFORM = tuple(Seen(item.code, "conform") for item in ITEMS if item.eyes is not None)
EXTRA = Attachment("report", "more.pdf")


def test_a_remedy_is_said_once_for_everything_under_its_item():
    filed, _ = whole("ICH-02", states=("Ghana",))
    rest = tuple(
        one
        for one in filed.attachments
        if one.document not in ("cession_video", "cession_photographs")
    )
    assert check(replace(filed, attachments=rest), law()).letter("en") == (
        "9. Photographs, video and rights [OD 20-25]\n"
        "   - Cession of rights for the photographs (form ICH-07-photo): nothing is attached.\n"
        "   - Cession of rights for the video (form ICH-07-video): nothing is attached.\n"
        "   Please send ten photographs, each with its caption, its photographer and its "
        "copyright, and a video of five to ten minutes, with signed forms ICH-07-photo and "
        "ICH-07-video."
    )


def test_each_state_of_a_multinational_file_finds_its_own_line():
    filed, _ = whole("ICH-02", states=("Ghana", "Togo"))
    rest = tuple(one for one in filed.attachments if one.document != "inventory")
    assert check(replace(filed, attachments=rest), law()).letter("fr") == (
        "8. Extrait de l'inventaire [DO 1-2]\n"
        "   - Extrait de l'inventaire (Ghana) : rien n'est joint.\n"
        "   - Extrait de l'inventaire (Togo) : rien n'est joint.\n"
        "   Nous vous prions d'envoyer l'extrait où l'élément peut être identifié, avec la date "
        "d'inscription, la preuve de la mise à jour et une traduction."
    )


def test_what_is_only_noted_is_told_apart_at_the_end():
    filed, given = whole("ICH-03")
    extra = replace(filed, attachments=(*filed.attachments, EXTRA))
    seen = (*CONFORM, Seen("NEUTRALITY", "wrong", "section 3 names a disputed territory"))
    assert check(extra, law(), seen).letter("en") == (
        "Noted, and not holding the file up:\n"
        "15. Neutrality [OD 20-25]\n"
        "   - not as asked for: section 3 names a disputed territory.\n"
        "   Please remove references to disputed territory and to safeguarding in other States.\n"
        "17. Only what is asked [OD 20-25]\n"
        "   - more.pdf: the form asks for no such document.\n"
        "   It will not be passed on to the Evaluation Body."
    )
    lacking = answering(extra, {name: one for name, one in given.items() if name != "states"})
    told = check(lacking, law(), seen).letter("fr").split("\n")
    blocking = list(takewhile(bool, told))
    assert told[len(blocking) :][:3] == [
        "",
        "Relevé, sans que le dossier en soit retardé :",
        "15. Neutralité [DO 20-25]",
    ]
    assert blocking[0].startswith("5. ")


def test_a_file_on_another_edition_is_told_why_in_the_language_of_the_state():
    filed, _ = whole("ICH-02", 2023)
    (one,) = check(carried_over(filed, 2028), law()).missing
    assert Checked((one,), ()).letter("fr") == (
        "1. Formulaire et édition [DO 20-25]\n"
        "   - un dossier du cycle 2028 est présenté sur l'édition de 2024, et non sur celle de "
        "2014 ; les dossiers reportés sont saisis à nouveau sur le formulaire en vigueur "
        "[avis pour le cycle 2014].\n"
        "   Nous vous prions de saisir à nouveau le dossier sur le formulaire en vigueur."
    )
    assert one.said("en") == (
        "a file for the cycle of 2028 is filed on the edition of 2024, not that of 2014; files "
        "carried over are re-entered on the current form [notice for the 2014 cycle]. "
        "Please re-enter the file on the current form."
    )


def test_a_sentence_alone_comes_with_the_paragraph_of_its_item_and_what_to_do():
    filed, _ = whole("ICH-02", states=("Ghana",))
    ranked = replace(filed, own_files=2)
    (one,) = check(ranked, law()).missing
    assert one.said("fr") == (
        "l'État a 2 dossiers et n'indique pas le rang de celui-ci. [DO 34] Nous vous prions "
        "d'indiquer l'ordre de priorité de vos dossiers, tous mécanismes confondus."
    )


def test_a_note_that_ends_with_its_own_stop_gets_no_second_one():
    filed, _ = whole("ICH-02")
    seen = (*CONFORM, Seen("NAME", "wrong", "The captions say Kente cloth."))
    (one,) = check(filed, law(), seen).missing
    assert one.told("en") == "not as asked for: The captions say Kente cloth."


def test_a_file_received_late_is_told_when_and_why_in_french():
    filed, _ = whole("ICH-02", received_at="2027-03-31T16:00:01.000000+00:00")
    assert "reçu le 31 mars 2027 à 18 h 00 min 01 s (heure de Paris), après la date limite du" in (
        check(filed, law()).letter("fr")
    )


def test_a_file_that_lacks_nothing_needs_no_letter():
    assert Checked((), ()).letter("en") == ""
