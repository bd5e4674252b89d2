"""The seventeen items of the technical completeness check (OD 20-25, 54), in their order."""

import tomllib
from collections.abc import Mapping
from importlib import resources
from typing import Any, Final

from engine.citation import Citation
from engine.words import Words
from workflows.check.item import Find, Item
from workflows.check.seen import (
    all_of,
    answered,
    attached,
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
    "IMAGES": attached("photographs", "cession_photographs", "video", "cession_video"),
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
        Words(**eyes) if eyes else None,
    )


def _read() -> tuple[Item, ...]:
    text = (resources.files("workflows") / "check" / "items.toml").read_text("utf-8")
    return tuple(_item(row) for row in tomllib.loads(text)["item"])


ITEMS: Final = _read()
