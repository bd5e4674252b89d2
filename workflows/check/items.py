"""The seventeen items of the technical completeness check (OD 20-25, 54), in their order."""

import tomllib
from collections.abc import Mapping
from importlib import resources
from typing import Any, Final

from engine.citation import Citation
from engine.words import Words
from workflows.check.applying import (
    asks_a_person,
    asks_for,
    asks_for_money,
    asks_for_the_header,
    asks_for_the_inventory,
    every_file,
    names_the_element_again,
    of_a_cycle,
    of_several_states,
    one_of_several,
)
from workflows.check.item import Applies, Find, Item
from workflows.check.seen import (
    IMAGES,
    all_of,
    answered,
    attached,
    captioned,
    in_time,
    inventoried_before,
    nothing,
    on_the_edition,
    ranked,
    unasked,
    within_limits,
)

_FINDS: Final[Mapping[str, Find]] = {
    "EDITION": on_the_edition,
    "RECEIPT": in_time,
    "LANGUAGE": nothing,
    "SIGNATURE": all_of(answered("SIGNATURE"), attached("signature")),
    "SECTIONS": all_of(
        answered("SECTIONS"), within_limits(header=False), attached("report", "letter")
    ),
    "HEADER": within_limits(header=True),
    "CONSENT": attached("consent"),
    "INVENTORY": all_of(answered("INVENTORY"), attached("inventory"), inventoried_before),
    "IMAGES": all_of(attached(*IMAGES), captioned),
    "BUDGET": answered("BUDGET"),
    "PLACE": nothing,
    "MULTINATIONAL": answered("MULTINATIONAL"),
    "ORDER": ranked,
    "CONTACTS": answered("CONTACTS"),
    "NEUTRALITY": nothing,
    "NAME": nothing,
    "UNASKED": unasked,
}
"""What a machine sees of each."""

_APPLIES: Final[Mapping[str, Applies]] = {
    "RECEIPT": of_a_cycle,
    "HEADER": asks_for_the_header,
    "CONSENT": asks_for("consent"),
    "INVENTORY": asks_for_the_inventory,
    "IMAGES": asks_for(*IMAGES),
    "BUDGET": asks_for_money,
    "MULTINATIONAL": of_several_states,
    "ORDER": one_of_several,
    "CONTACTS": asks_a_person,
    "NAME": names_the_element_again,
}
"""To which files; an item that is not here applies to every file."""


def _item(row: Mapping[str, Any]) -> Item:
    eyes = row.get("eyes")
    return Item(
        row["number"],
        row["code"],
        Words(**row["title"]),
        Citation(*row["cite"].split(" ", 1)),
        row["severity"],
        Words(**row["remedy"]),
        _FINDS[row["code"]],
        _APPLIES.get(row["code"], every_file),
        Words(**eyes) if eyes else None,
    )


def _read() -> tuple[Item, ...]:
    text = (resources.files("workflows") / "check" / "items.toml").read_text("utf-8")
    return tuple(_item(row) for row in tomllib.loads(text)["item"])


ITEMS: Final = _read()
