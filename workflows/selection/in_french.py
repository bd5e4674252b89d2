"""What a reason can say, in French."""

# ruff: noqa: D102  # each sentence is described once, in Sentences

from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache
from typing import ClassVar

from engine.dates import said_day
from engine.words import Language
from workflows.selection.cycle import Status
from workflows.selection.keys import KEYS
from workflows.selection.sentences import Sentences
from workflows.selection.words import LIKE, equals, listed, places
from workflows.states_parties import in_words


class InFrench(Sentences):
    """Every sentence of a reason, and every part of one."""

    language: ClassVar[Language] = "fr"

    # --- the level

    def level(self, level: str, because: str, not_first: str = "") -> str:
        but = f" Il n'est pas de niveau (0) : {not_first}." if not_first else ""
        return f"Niveau ({level}) : {because}.{but}"

    def together(self, states: int) -> str:
        return f"{states} États le soumettent ensemble"

    def urgent(self) -> str:
        return "il relève de la Liste de sauvegarde urgente"

    def alone(self, state: str, has: int) -> str:
        return f"{_of(state)} le soumet seul et a déjà {_elements(has)}"

    def first_time(self, state: str) -> str:
        return f"{_of(state)} n'a aucun élément inscrit ni aucune pratique sélectionnée"

    # --- the turn of a State

    def turn(self, state: str, past: int, several: int) -> str:
        first = f"le premier de ses {several} dossiers, selon son classement"
        only = "son seul dossier" if several == 1 else first
        return (
            f"aucun dossier que {_of(state)} soumet seul n'est enregistré comme traité au cycle "
            f"{past}, et celui-ci est {only}"
        )

    def turn_named(self, state: str, past: int) -> str:
        return (
            f"{_of(state)} désigne ce dossier multinational comme son dossier prioritaire, et "
            f"aucun dossier que {_of(state)} soumet seul n'est enregistré comme traité au cycle "
            f"{past}"
        )

    def cannot_name(self) -> str:
        return (
            "dans ce cycle, un État ne peut désigner un dossier multinational comme son dossier "
            "prioritaire"
        )

    def names_too(self, state: str, other: str) -> str:
        return f"{_of(state)} désigne aussi le dossier {other}"

    def names_instead(self, state: str, other: str) -> str:
        return (
            f"{_of(state)} désigne le dossier multinational {other} comme son dossier prioritaire"
        )

    def used(self, state: str, past: int, files: Sequence[str]) -> str:
        return f"{_of(state)} a fait usage de son tour au cycle {past} avec {' et '.join(files)}"

    def ranks_before(self, state: str, other: str) -> str:
        return f"{_of(state)} classe son dossier {other} avant lui"

    def would(self, had: Sequence[str]) -> str:
        return f"Il serait de niveau (0) si {' et si '.join(had)}."

    def not_treated(self, files: Sequence[str], past: int) -> str:
        if len(files) == 1:
            return f"{files[0]} n'avait pas été traité au cycle {past}"
        return f"{' et '.join(files)} n'avaient pas été traités au cycle {past}"

    def not_named(self, state: str, other: str) -> str:
        return f"{_of(state)} n'avait pas désigné {other}"

    def ranked_first(self, state: str) -> str:
        return f"{_of(state)} l'avait classé premier"

    def named_it(self, state: str, others: int) -> str:
        more = {0: "", 1: " ou un autre de ses États"}.get(others)
        if more is None:
            more = f" ou l'un de {others} autres de ses États"
        return f"{_of(state)}{more} l'avait désigné comme son dossier prioritaire"

    # --- the facts

    def has(self, day: date, state: str, has: int, alone: int) -> str:
        told = f"{_counted(day)}, {_of(state)}"
        if not has:
            return f"{told} ne participe à aucun élément ni à aucune pratique."
        return f"{told} participe à {_elements(has)}, dont {alone} à titre individuel."

    def have(self, day: date, states: Iterable[tuple[str, int, int]], of: int) -> str:
        each = [f"{_of(state)} {has} ({alone})" for state, has, alone in states]
        return (
            f"{_counted(day)}, ses États participent au nombre suivant d'éléments et de "
            f"pratiques (dont à titre individuel) : {listed(each, of, 'fr')}."
        )

    def untreated(self, past: int) -> str:
        return f" Il a été soumis pour le cycle {past} et n'a pas été traité."

    # --- the rank

    def rank(self, rank: int, of: int) -> str:
        return f"Rang {rank} sur {of}. "

    def ordered(self, level: str, keys: Iterable[tuple[str, str]]) -> str:
        shown = ", puis ".join(f"{KEYS[key].label.fr} (ici {value})" for key, value in keys)
        if not shown:
            return f"Rien n'ordonne les dossiers du niveau ({level})."
        return f"Ordre au sein du niveau ({level}) : {shown}."

    def follows(self, before: str, state: str, several: bool, better: str) -> str:
        others = " et autres" if several else ""
        return f" Il suit le dossier {before} ({_of(state)}{others}), qui {better}."

    def of_level(self, level: str) -> str:
        return f"est de niveau ({level})"

    def against(self, theirs: str, its: str, key: str) -> str:
        return f"a {theirs} contre {its} ({KEYS[key].label.fr})"

    def equal(self, others: Sequence[str], of: int) -> str:
        return (
            f" Il est à égalité sur tous les critères avec {listed(others, of, 'fr')} : l'ordre "
            "entre eux n'a pas de signification."
        )

    # --- the place

    def before(self, status: Status) -> str:
        if status == "selected":
            return "Une place lui a été attribuée précédemment."
        return "Il a été laissé en attente précédemment."

    def undecided(self, files: int, free: int) -> str:
        return (
            f"À départager : il y a {self._tie(files, free)}, et une personne tranche, par un "
            "motif écrit."
        )

    def chosen(self, status: Status, files: int, free: int, reason: str) -> str:
        word = self._selected(status)
        return f"{word} par décision : il y a {self._tie(files, free)}. Motif : {reason}"

    def standing(
        self, status: Status, above: int, ceiling: str, decided: int | None, reason: str
    ) -> str:
        limit, because = f"le plafond est d'{ceiling}", ""
        if decided is not None:
            limit = f"le nombre est fixé à {decided} par décision, alors que {limit}"
            because = f"Motif : {reason}"
        stand = {0: "aucun dossier n'est placé", 1: "1 dossier est placé"}.get(above)
        stand = stand or f"{above} dossiers sont placés"
        return f"{self._selected(status)} : {limit}, et {stand} avant lui. {because}".rstrip()

    def reached(self, number: int) -> str:
        return f"Il est retenu avec {places(number, 'fr')} ou plus, et ne l'est pas avec moins."

    def reached_together(self, number: int, first: int, last: int) -> str:
        between = str(first) if first == last else f"{first} à {last}"
        return (
            f"Il est retenu avec {places(number, 'fr')} ou plus ; avec {between}, une personne "
            "tranche entre dossiers égaux ; avec moins, il ne l'est pas."
        )

    def outside(self, like: str, cycle: int) -> str:
        return f"Hors plafond : {LIKE[like].fr} n'occupent pas de place au cycle {cycle}."

    def outside_before(self) -> str:
        return "Une place hors plafond lui a été attribuée précédemment."

    def withdrawn(self) -> str:
        return "Il est retiré dans cet essai."

    def _selected(self, status: Status) -> str:
        return "Retenu" if status == "selected" else "Non retenu"

    def _tie(self, files: int, free: int) -> str:
        return f"{equals(files, 'fr')} pour {places(free, 'fr')}"


def _of(state: str) -> str:
    return in_words(state).fr


def _elements(number: int) -> str:
    """So many, one or more: of none French says it all otherwise."""
    return "1 élément ou pratique" if number == 1 else f"{number} éléments et pratiques"


@lru_cache(maxsize=8)
def _counted(day: date) -> str:
    """How the facts of a day begin; every file of a selection has the same day."""
    return f"Au {said_day(day, 'fr')}, jour auquel les décomptes sont arrêtés"
