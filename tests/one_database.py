"""Tests of pages, and of the interface for programs, run on one kind of database each."""

import re
from typing import Final
from zlib import crc32

import pytest


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Tests of pages and of the interface for programs run on one database each, drawn from their
    name: half of them on either kind. What they ask of the rows is tested on both elsewhere."""
    taken = [one for one in items if _on_its_database(one)]
    config.hook.pytest_deselected(items=[one for one in items if one not in set(taken)])
    items[:] = taken


_OF_PAGES: Final = re.compile(
    r"test_(accounts|api|cycle_pages|desk_pages|dossier_page|form_pages|filing_pages"
    r"|letter_pages|pages|public|second|state|steps|wording_pages|audit|provider"
    r"|passkeys|law_pages|operating|portal|reminder_page)\w*"
)
_RACING: Final = re.compile("race|hostile|overtaken|webhook|foreseen|lists|tokens|command")
_KINDS: Final = ("sqlite", "postgresql")


def _on_its_database(item: pytest.Item) -> bool:
    call = getattr(item, "callspec", None)
    module = item.path.stem
    kind = None if call is None else call.params.get("database_url")
    if kind not in _KINDS or not _OF_PAGES.fullmatch(module) or _RACING.search(module):
        return True
    same = item.nodeid.replace(f"[{kind}", "[").replace(f"-{kind}", "-")
    return str(kind) == _KINDS[crc32(same.encode()) % 2]
