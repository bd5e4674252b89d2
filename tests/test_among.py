"""Names that definitions give are written into a question, and nothing else ever is."""

import pytest
from sqlalchemy import Engine, literal, not_, select

from engine.runtime.among import among


@pytest.mark.parametrize(
    ("names", "found"),
    [(["draft"], True), (["checking", "draft"], True), (["checking"], False), ([], False)],
)
def test_a_column_has_one_of_the_names_or_it_has_not(database: Engine, names, found):
    asked = among(literal("draft"), names)
    with database.connect() as connection:
        answer = connection.execute(select(literal(1)).where(asked)).all()
        otherwise = connection.execute(select(literal(1)).where(not_(asked))).all()
    assert (bool(answer), bool(otherwise)) == (found, not found)


@pytest.mark.parametrize("name", ["", "a state", "it's", "checking') OR ('1", "étape", "1st"])
def test_what_is_no_name_of_a_definition_is_never_written_into_a_question(name):
    with pytest.raises(ValueError, match="is no name of a definition"):
        among(literal("draft"), ["checking", name])
