"""One-time codes: what fits, how the secret is kept, and where it is shown."""

import io
from datetime import UTC, datetime, timedelta

import pyotp
import pytest
import segno
from hypothesis import given
from hypothesis import strategies as st

from portal.identity.second import codes
from portal.identity.second.place import Place, place
from portal.identity.second.seal import Unopened, can_seal, opened, sealed
from tests.second import SETTINGS

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
NOON = datetime(2027, 3, 1, 12, tzinfo=UTC)
STEP = int(NOON.timestamp()) // 30


@pytest.mark.parametrize(
    ("seconds", "fits"), [(-31, None), (-30, -1), (-1, -1), (0, 0), (29, 0), (30, 1), (59, 1)]
)
def test_the_clock_of_a_telephone_may_differ_by_one_step(seconds, fits):
    shown = pyotp.TOTP(SECRET).at(NOON + timedelta(seconds=seconds))
    step = codes.step_of(SECRET, shown, NOON)
    assert step == (None if fits is None else STEP + fits)


def test_two_steps_late_is_too_late():
    shown = pyotp.TOTP(SECRET).at(NOON)
    assert codes.step_of(SECRET, shown, NOON + timedelta(seconds=59)) == STEP
    assert codes.step_of(SECRET, shown, NOON + timedelta(seconds=60)) is None


def test_a_code_may_be_typed_with_a_space():
    shown = pyotp.TOTP(SECRET).at(NOON)
    assert codes.step_of(SECRET, f" {shown[:3]} {shown[3:]} ", NOON) == STEP


@given(st.text(max_size=12))
def test_whatever_is_typed_is_a_code_or_none(typed):
    shown = {pyotp.TOTP(SECRET).at(NOON + timedelta(seconds=by)) for by in (-30, 0, 30)}
    assert (codes.step_of(SECRET, typed, NOON) is not None) == ("".join(typed.split()) in shown)


def test_the_picture_tells_the_telephone_the_secret_and_whose_it_is():
    told = f"otpauth://totp/ich-dossiers:a%40b.org?secret={SECRET}&issuer=ich-dossiers"
    expected = io.BytesIO()
    segno.make(told, micro=False).save(expected, kind="svg", scale=5, border=4, light="white")
    assert codes.picture(SECRET, "a@b.org") == expected.getvalue()
    assert b"style" not in expected.getvalue()


def test_every_secret_is_another_one_of_160_bits():
    many = {codes.new_secret() for _ in range(100)}
    assert len(many) == 100
    assert {len(one) * 5 for one in many} == {160}


def test_what_is_sealed_is_opened_for_the_same_account_with_the_same_key_alone():
    kept = sealed(SETTINGS, 7, SECRET)
    assert SECRET not in kept
    assert opened(SETTINGS, 7, kept) == SECRET
    assert sealed(SETTINGS, 7, SECRET) != kept
    with pytest.raises(Unopened):
        opened(SETTINGS, 8, kept)
    with pytest.raises(Unopened):
        opened(SETTINGS.model_copy(update={"secret_key": "another"}), 7, kept)


@pytest.mark.parametrize("kept", ["", "?", "abc", "A" * 64, "é"])
def test_what_was_never_sealed_is_not_opened(kept):
    with pytest.raises(Unopened):
        opened(SETTINGS, 7, kept)


@pytest.mark.parametrize(
    ("key", "production", "can"),
    [("k", True, True), ("k", False, True), ("", False, True), ("", True, False)],
)
def test_in_production_nothing_is_sealed_without_a_key(key, production, can):
    there = SETTINGS.model_copy(update={"secret_key": key, "production": production})
    assert can_seal(there) is can


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("https://dossiers.example.org", Place("dossiers.example.org", "https://dossiers.example.org")),
        ("https://Dossiers.Example.org:8443/", Place("dossiers.example.org", "https://dossiers.example.org:8443")),
        ("http://localhost:8000", Place("localhost", "http://localhost:8000")),
        ("http://127.0.0.1:8000", Place("localhost", "http://localhost:8000")),
        ("http://[::1]:8000", Place("localhost", "http://localhost:8000")),
        ("http://dossiers.example.org", None),
        ("https://192.0.2.1", None),
        ("https://[2001:db8::1]", None),
        ("http://localhost:none", None),
        ("http://[", None),
    ],
)  # fmt: skip
def test_passkeys_are_for_a_name_by_https_or_for_this_very_machine(address, found):
    assert place(address) == found
