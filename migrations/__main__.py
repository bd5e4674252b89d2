"""`python -m migrations "what changes"`: a new migration, drawn from the tables of today."""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from engine.runtime.database import connect
from migrations import schema


def main() -> None:
    """Compare the tables with the migrations on a database of its own, and write the difference."""
    if len(sys.argv) != 2:
        sys.exit('say in one argument what changes: python -m migrations "letters have a language"')
    with TemporaryDirectory() as folder:
        engine = connect(f"sqlite:///{Path(folder) / 'compared.sqlite'}")
        schema.upgrade(engine)
        schema.draw(engine, sys.argv[1])
        engine.dispose()


if __name__ == "__main__":
    main()
