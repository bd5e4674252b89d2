"""Small editions for tests, and the limits of the cycles to 2023 as a State reads them."""

from engine.words import Words
from forms.form import Edition, Field, Kind, Limit, Section
from forms.printed import limit_in_words

_HEADER = {
    "name_of_element": "at most 200 characters",
    "name_in_community_language": "at most 200 characters",
    "communities": "at most 150 words",
    "location": "at most 150 words",
}
_IDENTIFIED = dict.fromkeys(
    ("description", "bearers", "transmission", "functions", "compatibility"), "150 to 250 words"
)
_AGREED = {
    "participation": "300 to 500 words",
    "consent": "150 to 250 words",
    "customary_restrictions": "50 to 250 words",
    "inventory_updating": "100 to 150 words",
    "inventory_participation": "100 to 150 words",
}
_URGENT = {
    "need_for_safeguarding": "500 to 750 words",
    "past_efforts": "300 to 500 words",
    "plan_objectives": "100 to 200 words",
    "plan_activities": "300 to 500 words",
    "communities_in_plan": "300 to 500 words",
    "support_of_plan": "100 to 200 words",
}
_REPRESENTATIVE = {
    "visibility_local": "100 to 150 words",
    "visibility_national": "100 to 150 words",
    "visibility_international": "100 to 150 words",
    "dialogue": "100 to 150 words",
    "diversity": "100 to 150 words",
    "efforts_of_communities": "150 to 250 words",
    "efforts_of_states": "150 to 250 words",
    "proposed_measures": "500 to 750 words",
    "support_of_states": "150 to 250 words",
    "communities_in_measures": "150 to 250 words",
}


def _marked(mark: str, limits: dict[str, str]) -> dict[str, str]:
    return {name: f"{limit} ({mark})" for name, limit in limits.items()}


IN_WORDS = {
    "ICH-02": _marked("verified", _HEADER)
    | _marked("remembered", _IDENTIFIED | _REPRESENTATIVE | _AGREED),
    "ICH-01": _marked("remembered", _HEADER | _IDENTIFIED | _URGENT | _AGREED),
    "ICH-01bis": _marked("verified", _HEADER)
    | _marked("an interpretation", _IDENTIFIED | _URGENT | _AGREED),
    "ICH-03": {"practice_background": "500 to 750 words (remembered)"},
    "ICH-04": {
        "project_summary": "at most 200 words (remembered)",
        "project_background": "500 to 1000 words (remembered)",
    },
}


def words(limit: Limit) -> str:
    """A limit as a State reads it in English."""
    return limit_in_words(limit).en


def field(kind: Kind, *, limit: Limit | None = None, per_state: bool = False) -> Field:
    """A question about Kente weaving."""
    return Field(
        name="kente",
        kind=kind,
        label=Words("Kente", "Kente"),
        help=Words("About Kente.", "À propos du Kente."),
        per_state=per_state,
        limit=limit,
        choices=(("loom", Words("Loom", "Métier")), ("dye", Words("Dye", "Teinture"))),
    )


def edition(*fields: Field) -> Edition:
    """An edition of no form, with these questions."""
    section = Section("1", Words("Kente", "Kente"), fields)
    return Edition("2014", 2014, None, (section,), (), "Toy Act 1", "illustrative")
