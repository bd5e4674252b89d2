"""Nominations to the two Lists, proposals to the Register, and changes of what is inscribed."""

from engine.words import Words
from engine.workflow import Ask, State, Step, Workflow
from workflows.asked import ELEMENT, LIST, TITLE
from workflows.outcomes import REFERRED, deciding, outcome, referring
from workflows.roles import CALLED, OFFICE
from workflows.rules.entry import was_received_in_time
from workflows.rules.people import acts_for_a_submitting_state
from workflows.rules.receipt import numbered_in_five_digits
from workflows.stages.committee import COMMITTEE_STATES, to_the_committee
from workflows.stages.entry import entering
from workflows.stages.receipt import opening_for_a_cycle
from workflows.table import Pair, ask, from_each

INSCRIBED = outcome(
    "inscribed", ("Inscribed", "Inscrit"), ("Inscribed", "Inscrit"),
    ("may be inscribed", "pourra être inscrit"),
)  # fmt: skip
NOT_INSCRIBED = outcome(
    "not_inscribed", ("Not inscribed", "Non inscrit"), ("Not inscribed", "Non inscrit"),
    ("may not be inscribed", "pourra ne pas être inscrit"),
)  # fmt: skip
INSCRIPTION = (
    deciding("inscribe", "inscribed", ("Inscribed", "Inscrit"), "decision_inscribed"),
    referring(),
    deciding("refuse", "not_inscribed", ("Not inscribed", "Non inscrit"), "decision_refused"),
)

SELECTED = outcome(
    "selected", ("Selected for the Register", "Sélectionné pour le Registre"),
    ("Selected for the Register of Good Safeguarding Practices",
     "Sélectionné pour le Registre de bonnes pratiques de sauvegarde"),
    ("may be selected", "pourra être sélectionné"),
)  # fmt: skip
NOT_SELECTED = outcome(
    "not_selected", ("Not selected", "Non sélectionné"), ("Not selected", "Non sélectionné"),
    ("may not be selected", "pourra ne pas être sélectionné"),
)  # fmt: skip
SELECTION = (
    deciding("select", "selected", ("Selected", "Sélectionné"), "decision_selected"),
    referring(),
    deciding("refuse", "not_selected", ("Not selected", "Non sélectionné"), "decision_refused"),
)

TRANSFERRED = outcome(
    "transferred", ("Transferred", "Transféré"),
    ("Transferred to the other List", "Transféré sur l'autre Liste"),
    ("may be transferred", "pourra être transféré"),
)  # fmt: skip
NOT_TRANSFERRED = outcome(
    "not_transferred", ("Not transferred", "Non transféré"),
    ("Stays on its List", "Reste sur sa Liste"),
    ("may stay on its List", "pourra rester sur sa Liste"),
)  # fmt: skip
ON_THE_REGISTER = ask(
    "on_the_register", "yes_no", "its safeguarding experience joins the Register",
    "son expérience de sauvegarde rejoint le Registre", required=False,
)  # fmt: skip


def _transfer(*asks: Ask) -> tuple[Step, ...]:
    return (
        deciding(
            "transfer", "transferred", ("Transferred", "Transféré"), "decision_transferred",
            *asks, cite="OD 38-40",
        ),
        referring("OD 38-40"),
        deciding(
            "refuse", "not_transferred", ("Not transferred", "Non transféré"), "decision_refused",
            cite="OD 38-40",
        ),
    )  # fmt: skip


def _identifying(cite: str) -> tuple[Step, ...]:
    """A file that was entered from a list may not have said which inscribed element it is about."""
    return from_each(
        ("registered", "included", "checking"), "identify", None, OFFICE,
        ("Element identified", "Élément identifié"), cite,
        asks=(ELEMENT,), guards=(numbered_in_five_digits,),
    )  # fmt: skip


def _workflow(
    name: str,
    title: Pair,
    asks: tuple[Ask, ...],
    outcomes: tuple[State, ...],
    decisions: tuple[Step, ...],
) -> Workflow:
    """The common way to the Committee, and the outcomes of this mechanism alone."""
    return Workflow(
        name,
        Words(*title),
        (*COMMITTEE_STATES, *outcomes, REFERRED),
        (
            *to_the_committee(
                opening_for_a_cycle(TITLE, *asks),
                entering("registered", TITLE, *asks, guards=(was_received_in_time,)),
            ),
            *(_identifying("OD 16-18" if LIST in asks else "OD 38-40") if ELEMENT in asks else ()),
            *decisions,
        ),
        always=(acts_for_a_submitting_state,),
        roles=CALLED,
    )


_ON_A_LIST = (INSCRIBED, NOT_INSCRIBED)
_OF_A_TRANSFER = (TRANSFERRED, NOT_TRANSFERRED)

WORKFLOWS = (
    _workflow(
        "usl",
        ("Nomination to the List of Intangible Cultural Heritage in Need of Urgent Safeguarding",
         "Candidature à la Liste du patrimoine culturel immatériel nécessitant une sauvegarde "
         "urgente"),
        (), _ON_A_LIST, INSCRIPTION,
    ),
    _workflow(
        "rl",
        ("Nomination to the Representative List of the Intangible Cultural Heritage of Humanity",
         "Candidature à la Liste représentative du patrimoine culturel immatériel de l'humanité"),
        (), _ON_A_LIST, INSCRIPTION,
    ),
    _workflow(
        "gsp",
        ("Proposal to the Register of Good Safeguarding Practices",
         "Proposition au Registre de bonnes pratiques de sauvegarde"),
        (), (SELECTED, NOT_SELECTED), SELECTION,
    ),
    _workflow(
        "transfer_usl_rl",
        ("Transfer from the Urgent Safeguarding List to the Representative List",
         "Transfert de la Liste de sauvegarde urgente à la Liste représentative"),
        (ELEMENT,), _OF_A_TRANSFER, _transfer(ON_THE_REGISTER),
    ),
    _workflow(
        "transfer_rl_usl",
        ("Transfer from the Representative List to the Urgent Safeguarding List",
         "Transfert de la Liste représentative à la Liste de sauvegarde urgente"),
        (ELEMENT,), _OF_A_TRANSFER, _transfer(),
    ),
    _workflow(
        "extension",
        ("Inscription on an extended basis", "Inscription sur une base élargie"),
        (ELEMENT, LIST), _ON_A_LIST, INSCRIPTION,
    ),
    _workflow(
        "reduction",
        ("Inscription on a reduced basis", "Inscription sur une base réduite"),
        (ELEMENT, LIST), _ON_A_LIST, INSCRIPTION,
    ),
)  # fmt: skip
