"""Tests whose lines nobody counts: of pages, commands, files, and processes that are killed.

What only thinks is covered by tests that ask it, not by a page that comes past it; and counting
takes as long again as a page.
"""

import re
from collections.abc import Iterator
from typing import Final

import pytest
from coverage import Coverage

_UNCOUNTED: Final = re.compile(
    r"test_(access_of|accounts_(?!by_letter)|api|attached|audit_pages|axe|command_line|cut_off"
    r"|cycle_(2024|carried|pages_(?!calendar)|select|simulate|ties)|demo|desk"
    r"|dossier_page|export|filing|form_(inputs|pages|script|word)|forged|held_by|idempotency"
    r"|interrupted|killed|law_pages|letter_pages|letters_killed|operating|pages|passkeys|pdf|portal"
    r"|provider|public|random_travels|reminder_page|second|sign|state_(?!calendar)|steps|store|tamper"
    r"|travels|turns|two_officers|word_|worker)\w*"
    r"|test_(?!calendar|wording)\w+_(in_a_browser|command|commands|pages|races)"
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """They come last: what is made once in a process is then made by a test that is counted."""
    items.sort(key=_is_uncounted)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    """Stop counting for as long as such a test runs, with what is made for it."""
    counting = Coverage.current() if _is_uncounted(item) else None
    if counting is None:
        return (yield)
    counting.stop()
    try:
        return (yield)
    finally:
        counting.start()


def _is_uncounted(item: pytest.Item) -> bool:
    return bool(_UNCOUNTED.fullmatch(item.path.stem))
