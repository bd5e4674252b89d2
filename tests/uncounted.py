"""Tests whose lines nobody counts: of pages, commands, files and processes that are killed.

What only thinks is covered by tests that ask it, not by a page that comes past it; and counting
takes as long again as a page.
"""

import re
from collections.abc import Iterator
from typing import Final

import pytest
from coverage import Coverage

_UNCOUNTED: Final = re.compile(
    r"test_(access_of|accounts|api|attached|audit_pages|axe|command_line|cut_off|cycle_pages|demo"
    r"|desk|dossier_page|export|filing|form_(inputs|pages|word)|idempotency|interrupted|killed"
    r"|law_pages|letter_pages|letters_(forecast_true|killed)|operating|pages|passkeys|pdf|portal"
    r"|provider|public|random_travels|second|sign|state|steps|store|turns|two_officers|word_"
    r"|wording_pages)\w*"
    r"|test_\w+_(in_a_browser|command|commands|pages|races)"
)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    """Stop counting for as long as such a test runs, with what is made for it."""
    counting = Coverage.current() if _UNCOUNTED.fullmatch(item.path.stem) else None
    if counting is None:
        return (yield)
    counting.stop()
    try:
        return (yield)
    finally:
        counting.start()
