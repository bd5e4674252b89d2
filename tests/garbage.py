"""What is loaded is not looked through for garbage again and again, a fifth of the tests' time."""

import gc

import pytest


@pytest.hookimpl(trylast=True)
def pytest_collection_finish() -> None:
    """Once every test is known, look for garbage among what comes after alone, and less often; as a
    server does after its start."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)
