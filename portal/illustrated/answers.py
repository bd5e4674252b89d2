"""A form under way: what a State has written of an invented file so far, each text saying so."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from engine.dossier import Dossier
from engine.words import Language, Words
from forms.form import Edition, Field

FAR: Final = (50, 65, 80)
"""How many per cent of its questions a form has come to, by turns: its end is open still."""

_PASSED_OVER: Final = 7
"""Every so many questions one is left for later."""

_INVENTED: Final = Words("(An invented text.)", "(Texte inventé.)")

_TEXTS: Final[Mapping[str, Words]] = {
    "communities": Words(
        "The guilds and families who practise the element in four districts, their apprentices, "
        "and the village councils that set its calendar.",
        "Les guildes et les familles qui pratiquent l'élément dans quatre districts, leurs "
        "apprentis et les conseils de village qui en fixent le calendrier.",
    ),
    "location": Words(
        "Mainly the four districts along the river; smaller groups practise it in the capital.",
        "Principalement les quatre districts riverains ; de petits groupes le pratiquent dans la "
        "capitale.",
    ),
    "description": Words(
        "The element is practised from the first rains to the harvest. The work is shared among "
        "households, begins with a song of the elders and ends with a common meal.",
        "L'élément se pratique des premières pluies à la récolte. Le travail est partagé entre les "
        "foyers, s'ouvre par un chant des anciens et s'achève par un repas commun.",
    ),
    "bearers": Words(
        "Some three hundred masters, women and men, and those who learn from them; the masters are "
        "chosen by the guild.",
        "Environ trois cents maîtres, femmes et hommes, et ceux qui apprennent auprès d'eux ; les "
        "maîtres sont choisis par la guilde.",
    ),
    "transmission": Words(
        "Children learn by watching and helping; at fourteen they may join a master for three "
        "years. Two schools offer an afternoon each week.",
        "Les enfants apprennent en regardant et en aidant ; à quatorze ans, ils peuvent rejoindre "
        "un maître pour trois ans. Deux écoles y consacrent un après-midi par semaine.",
    ),
    "functions": Words(
        "It brings the households together, settles quarrels before the season begins and is part "
        "of weddings and mourning.",
        "Il réunit les foyers, apaise les querelles avant la saison et accompagne les mariages et "
        "les deuils.",
    ),
    "participation": Words(
        "The guilds named three people who wrote this file with the ministry; four meetings were "
        "held, the last one in the village where the element is practised most.",
        "Les guildes ont désigné trois personnes qui ont rédigé ce dossier avec le ministère ; "
        "quatre réunions se sont tenues, la dernière dans le village où l'élément est le plus "
        "pratiqué.",
    ),
}
"""What is written of questions that most forms ask; of all others, that it is to be written."""

_NAMES: Final = frozenset({"name_of_element", "title_of_practice"})


def under_way(edition: Edition, dossier: Dossier, place: int) -> dict[str, Any]:
    """The answers so far to the form of a draft; `place` is its place among the drafts. Where a
    question is asked of every State, the first one alone has answered."""
    language: Language = "fr" if dossier.text("language") == "fr" else "en"
    far = len(edition.fields) * FAR[place % len(FAR)] // 100
    found: dict[str, Any] = {}
    for number, field in enumerate(edition.fields[:far], 1):
        if number % _PASSED_OVER == 0:
            continue
        if (answer := _answer(field, dossier, language)) is not None:
            found[field.name] = {dossier.states[0]: answer} if field.per_state else answer
    return found


def _answer(field: Field, dossier: Dossier, language: Language) -> Any:
    if field.name == "states":
        return list(dossier.states)
    if field.name in _NAMES:
        return dossier.text("title")
    answers = _BY_KIND.get(field.kind)
    return None if answers is None else answers(field, dossier, language)


def _text(field: Field, dossier: Dossier, language: Language) -> str:
    label = field.label.spoken(language)
    to_come = Words(
        f"Notes of the first meeting; the paragraph on “{label}” is being agreed with the "
        "communities.",
        f"Notes de la première réunion ; le paragraphe « {label} » est en cours d'accord avec les "
        "communautés.",
    )
    written = _TEXTS.get(field.name, to_come)
    return f"{written.spoken(language)} {_INVENTED.spoken(language)}"


def _line(field: Field, dossier: Dossier, language: Language) -> str | None:
    if not field.required:
        return None
    return f"{field.label.spoken(language)} {_INVENTED.spoken(language)}"


def _contact(field: Field, dossier: Dossier, language: Language) -> dict[str, str]:
    state = dossier.states[0]
    name = Words(f"Focal point of {state} (invented)", f"Point focal de {state} (inventé)")
    return {"name": name.spoken(language), "email": dossier.text("contact")}


def _list(field: Field, dossier: Dossier, language: Language) -> list[str]:
    guild, council = (
        Words("Guild of the masters", "Guilde des maîtres"),
        Words("Council of the four districts", "Conseil des quatre districts"),
    )
    return [f"{one.spoken(language)} {_INVENTED.spoken(language)}" for one in (guild, council)]


def _chosen(field: Field, dossier: Dossier, language: Language) -> list[str]:
    return [value for value, _ in field.choices[:2]]


def _day(field: Field, dossier: Dossier, language: Language) -> str | None:
    return None if dossier.cycle is None else f"{dossier.cycle - 6}-05-12"


_BY_KIND: Final[Mapping[str, Callable[[Field, Dossier, Language], Any]]] = {
    "text": _text,
    "line": _line,
    "contact": _contact,
    "list": _list,
    "choices": _chosen,
    "choice": lambda field, dossier, language: _chosen(field, dossier, language)[0],
    "day": _day,
    "yes_no": lambda field, dossier, language: True,
}
"""What is answered to a question of each kind; what has tables and figures comes last."""
