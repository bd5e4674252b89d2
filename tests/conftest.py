import pytest
from sqlalchemy import create_engine, text

pytest_plugins = ["tests.postgres"]


@pytest.fixture(scope="session")
def prepare_postgresql():
    def prepare(url):
        db = create_engine(url)
        with db.begin() as c:
            c.execute(text("create table t (a int)"))
        db.dispose()

    return prepare
