"""`python -m bench.our_pages URL PORT INSTANT`: the pages of the office as `dossiers serve` has
them, but for its clock, which begins at that instant."""

import gc
import sys
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic

import uvicorn

from engine.runtime.database import connect
from engine.runtime.office import Office
from portal.assemble import application, archive, foresight, lawbook
from portal.operating.logged import set_up
from portal.settings import Kept, Settings


def clock_from(first: datetime) -> Callable[[], datetime]:
    """A clock that shows that instant now."""
    began = monotonic()
    return lambda: first + timedelta(seconds=monotonic() - began)


def main() -> None:
    """Serve until the process is ended."""
    url, port, instant = sys.argv[1:]
    book = lawbook()
    clock = clock_from(datetime.fromisoformat(instant))
    office = Office(connect(url), book, clock, foresight(book)).open_doors()
    with TemporaryDirectory() as folder, Path("/dev/null").open("w") as nowhere:
        sys.stderr = nowhere  # a line for each request is made, as for any other office
        set_up("json")
        given = Settings(_env_file=None, store=Kept(folder=folder))
        pages = application(office, archive(given), False, given)
        gc.collect()
        gc.freeze()
        uvicorn.run(pages, host="127.0.0.1", port=int(port), log_level="warning", log_config=None)


if __name__ == "__main__":
    main()
