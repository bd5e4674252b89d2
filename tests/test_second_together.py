"""What opens once opens once, however many bring it in the same instant."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from engine.runtime import passkeys, recovery_codes, second_factors, subjects
from engine.runtime.database import writer
from engine.runtime.passkeys import Passkey
from tests.second import Doors

MANY = 8


@pytest.fixture
def doors(office, tmp_path):
    return Doors(office, tmp_path)


def at_once(doors, doing):
    """What many get who do it in the same instant."""
    gate = Barrier(MANY)

    def one(number):
        gate.wait()
        with writer(doors.office.database).begin() as connection:
            return doing(connection, number)

    with ThreadPoolExecutor(MANY) as pool:
        return sorted(pool.map(one, range(MANY)))


def test_a_one_time_code_is_taken_once(doors, clock):
    number = doors.account().number
    with writer(doors.office.database).begin() as connection:
        second_factors.propose(connection, number, "sealed")
        second_factors.confirm(connection, number, "sealed", 1, clock())
    taken = at_once(doors, lambda c, _: second_factors.take_step(c, number, 2))
    assert taken == [False] * (MANY - 1) + [True]


def test_a_recovery_code_is_taken_once(doors, clock):
    number = doors.account().number
    with writer(doors.office.database).begin() as connection:
        code = recovery_codes.renew(connection, number)[0]
    taken = at_once(doors, lambda c, _: recovery_codes.take(c, number, code, clock()))
    assert taken == [False] * (MANY - 1) + [True]


def test_a_passkey_counts_each_use_once(doors, clock):
    number = doors.account().number
    with writer(doors.office.database).begin() as connection:
        key = Passkey("key", number, "public", 4, "telephone", clock())
        passkeys.add(connection, key)
    taken = at_once(doors, lambda c, _: passkeys.use(c, key, 5, clock()))
    assert taken == [False] * (MANY - 1) + [True]


def test_a_passkey_is_added_once(doors, clock):
    number = doors.account().number
    key = Passkey("key", number, "public", 0, "telephone", clock())
    assert at_once(doors, lambda c, _: passkeys.add(c, key)) == [False] * (MANY - 1) + [True]


def test_a_person_elsewhere_is_linked_to_one_account(doors):
    numbers = [doors.account(f"ana{one}@example.org").number for one in range(MANY)]
    name = "https://issuer.example ana"
    linked = at_once(doors, lambda c, one: subjects.link(c, numbers[one], name))
    assert linked == [False] * (MANY - 1) + [True]


def test_the_last_factor_is_judged_by_one_at_a_time(doors, clock):
    number = doors.account().number
    with writer(doors.office.database).begin() as connection:
        for one in range(MANY):
            passkeys.add(connection, Passkey(f"key{one}", number, "public", 0, "", clock()))

    def unless_last(connection, one):
        second_factors.hold(connection, number)
        left = second_factors.factors(connection, number).passkeys
        return left > 1 and passkeys.remove(connection, number, f"key{one}")

    assert at_once(doors, unless_last) == [False] + [True] * (MANY - 1)
