"""Every kind of problem a program may meet: the status of the answer, and its title."""

from collections.abc import Mapping
from typing import Final

from engine.words import Words

KINDS: Final[Mapping[str, tuple[int, Words]]] = {
    "no-form": (404, Words("There is no such form", "Ce formulaire n'existe pas")),
    "no-edition": (
        404,
        Words(
            "The form has no edition for that cycle",
            "Le formulaire n'a pas d'édition pour ce cycle",
        ),
    ),
    "no-cycle": (400, Words("The cycle is not named", "Le cycle n'est pas indiqué")),
    "no-state": (
        400,
        Words("The submitting States are not named", "Les États soumissionnaires manquent"),
    ),
    "no-problem": (404, Words("There is no such problem", "Ce problème n'existe pas")),
    "no-token": (401, Words("Nobody is signed in", "Personne n'est identifié")),
    "no-scope": (
        403, Words("The token is not for this", "Le jeton n'est pas prévu pour cela"),
    ),
    "not-yours": (403, Words("This is for others", "Ceci est réservé à d'autres")),
    "not-there": (404, Words("There is nothing there", "Il n'y a rien à cet endroit")),
    "refused": (
        409, Words("The rules stand against it", "Les règles s'y opposent"),
    ),
    "closed": (
        409, Words("It is not the time to write", "Ce n'est pas le moment d'écrire"),
    ),
    "stale": (
        412, Words("It has changed since you looked", "Cela a changé depuis votre lecture"),
    ),
    "too-large": (413, Words("What was sent is too large", "L'envoi est trop volumineux")),
    "other-type": (
        415, Words("It is not sent as this address reads it", "Le format n'est pas celui attendu"),
    ),
    "not-json": (400, Words("What was sent is no JSON", "L'envoi n'est pas du JSON")),
    "not-as-asked": (
        422, Words("Something is not as it is asked for", "Un élément n'est pas celui demandé"),
    ),
    "unanswered": (
        422, Words("The step needs other answers", "L'étape demande d'autres réponses"),
    ),
    "missing": (
        422, Words("Something is missing from the file", "Il manque des éléments au dossier"),
    ),
    "no-version": (
        428, Words("Say which version you saw", "Indiquez la version que vous avez lue"),
    ),
    "too-many": (429, Words("Too many requests", "Trop de requêtes")),
    "silent": (503, Words("The store does not answer", "L'archive ne répond pas")),
}  # fmt: skip
