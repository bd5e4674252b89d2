"""Why somebody gets a letter, in the sentence that it ends with."""

from collections.abc import Mapping
from typing import Final

from engine.words import Words

ROLES: Final[Mapping[str, Words]] = {
    "contact": Words("the contact person", "la personne de contact"),
    "delegation": Words("the Permanent Delegation", "la Délégation permanente"),
    "commission": Words("the National Commission", "la Commission nationale"),
    "authority": Words("the designated authority", "l'autorité désignée"),
    "officer": Words("the officer in charge", "l'agent responsable"),
    "head": Words("the head of the Secretariat", "la direction du Secrétariat"),
    "evaluation_body": Words("the Evaluation Body", "l'Organe d'évaluation"),
    "office": Words("the Secretariat", "le Secrétariat"),
}
"""The kinds of recipients in words."""

_AS: Final[Mapping[str, Words]] = {
    "contact": Words("as the contact person", "en qualité de personne de contact"),
    "delegation": Words("as a Permanent Delegation", "en qualité de Délégation permanente"),
    "commission": Words("as a National Commission", "en qualité de Commission nationale"),
    "authority": Words("as a designated authority", "en qualité d'autorité désignée"),
    "officer": Words("as the officer in charge", "en qualité d'agent responsable"),
    "head": Words("as the head of the Secretariat", "en qualité de responsable du Secrétariat"),
    "evaluation_body": Words(
        "as a member of the Evaluation Body", "en qualité de membre de l'Organe d'évaluation"
    ),
    "office": Words("as the Secretariat", "en qualité de Secrétariat"),
    "account": Words(
        "for your account in the portal of the 2003 Convention",
        "au titre de votre compte sur le portail de la Convention de 2003",
    ),
}

_ABOUT: Final = ("in the matter of dossier", "au titre du dossier")


def receives(role: str, reference: str = "", state: str = "") -> Words:
    """The sentence that tells a recipient of that kind why a letter came: about which dossier, and
    for which State Party, where there is one."""
    of = Words(f" of {state}", f" ({state})") if state else Words("", "")
    tied = ("of dossier", "du dossier") if role in ("contact", "officer") else _ABOUT
    about = Words(*(f" {words} {reference}" for words in tied)) if reference else Words("", "")
    return Words(
        f"You receive this letter {_AS[role].en}{of.en}{about.en}.",
        f"Vous recevez cette lettre {_AS[role].fr}{of.fr}{about.fr}.",
    )
