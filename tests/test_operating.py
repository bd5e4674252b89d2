"""Those who run the system are told how it is, and nobody else is told anything."""

import json
import logging
import re
import sys
from io import StringIO
from typing import Any

import pytest
from starlette.testclient import TestClient

from engine.runtime.heartbeats import beat
from portal.operating.logged import set_up
from portal.operating.unsafe import unsafe
from portal.pages import pages
from portal.settings import Settings
from tests.browsing import say_about
from tests.filing import archive_in
from tests.moves import GHANA, opened, taken

TOKEN = "t" * 32
SAFE: dict[str, Any] = {
    "production": True,
    "public_address": "https://dossiers.example.org",
    "secret_key": "k" * 32,
    "second_factor": "staff",
    "office_address": "office@example.org",
    "evaluation_body_address": "body@example.org",
    "mail_domain": "example.org",
    "smtp": {"host": "smtp.example.org", "tls": "starttls", "password": "p"},
}


@pytest.fixture
def browser(office, tmp_path):
    given = Settings(_env_file=None, metrics_token=TOKEN)
    app = pages(office, say_about, None, archive_in(tmp_path), given)
    return TestClient(app, raise_server_exceptions=False)


def test_it_is_ready_while_the_schema_is_at_head_a_worker_is_awake_and_letters_leave(
    browser, office, clock
):
    beat(office.database, "one", clock())
    assert browser.get("/readyz").json()["status"] == "ready"
    clock.later(minutes=5)
    assert browser.get("/readyz").status_code == 200
    clock.later(seconds=1)
    answer = browser.get("/readyz")
    assert answer.status_code == 503
    assert answer.json()["checks"]["worker"] == {"ok": False, "seconds": 301.0}


def test_a_letter_that_nobody_sends_for_half_an_hour_makes_it_not_ready(browser, office, clock):
    opened(office)
    taken(office, "submit", GHANA)
    clock.later(minutes=30)
    beat(office.database, "one", clock())
    assert browser.get("/readyz").json()["checks"]["letters"] == {"ok": True, "seconds": 1800.0}
    clock.later(seconds=1)
    assert browser.get("/readyz").json()["checks"]["letters"] == {"ok": False, "seconds": 1801.0}


def test_it_is_not_ready_before_any_worker_was_ever_awake(browser):
    assert browser.get("/readyz").json()["checks"]["worker"] == {"ok": False, "seconds": None}
    assert browser.get("/healthz").json() == {"status": "ok"}


def test_metrics_are_for_whoever_has_the_token(browser, office, tmp_path):
    opened(office)
    browser.get("/cycles")
    answer = browser.get("/metrics", headers={"Authorization": f"Bearer {TOKEN}"})
    assert 'dossiers_in_state{state="draft",workflow="rl"} 1.0' in answer.text
    assert re.search(
        r'dossiers_requests_total\{method="GET",route="/cycles",status="200"\} \d', answer.text
    )
    for given in ({}, {"Authorization": "Bearer "}, {"Authorization": f"Bearer {TOKEN}x"}):
        assert browser.get("/metrics", headers=given).status_code == 404
    none = pages(office, say_about, None, archive_in(tmp_path), Settings(_env_file=None))
    assert TestClient(none).get("/metrics", headers={"Authorization": "Bearer "}).status_code == 404


def test_every_request_has_a_name_that_a_proxy_may_give_and_a_fault_shows_it(office, tmp_path):
    def failing():
        raise RuntimeError("the parameters are gone")

    app = pages(office, say_about, None, archive_in(tmp_path), Settings(_env_file=None))
    app.get("/failing")(failing)
    browser = TestClient(app, raise_server_exceptions=False)
    assert (
        browser.get("/healthz", headers={"X-Request-ID": "proxy-0001"}).headers["X-Request-ID"]
        == "proxy-0001"
    )
    assert re.fullmatch(r"[0-9a-f]{16}", browser.get("/healthz").headers["X-Request-ID"])
    forged = browser.get("/healthz", headers={"X-Request-ID": "a\tb<script>"})
    assert re.fullmatch(r"[0-9a-f]{16}", forged.headers["X-Request-ID"])
    fault = browser.get("/failing", headers={"X-Request-ID": "proxy-0002"})
    assert (fault.status_code, fault.headers["X-Request-ID"]) == (500, "proxy-0002")
    assert "proxy-0002" in fault.text


@pytest.fixture
def logged(monkeypatch):
    before, level = logging.root.handlers[:], logging.root.level
    written = StringIO()
    monkeypatch.setattr(sys, "stderr", written)
    set_up("json")
    yield lambda: [json.loads(line) for line in written.getvalue().splitlines()]
    logging.root.handlers[:] = before
    logging.root.setLevel(level)


def test_the_log_names_the_route_and_the_role_and_never_the_secret_in_an_address(browser, logged):
    browser.get("/reminders/a-secret-token", headers={"X-Request-ID": "proxy-0003"})
    (line,) = [one for one in logged() if one["event"] == "answered"]
    taken = {name: line[name] for name in ("method", "route", "status", "role", "request", "level")}
    assert taken == {
        "method": "GET", "route": "/reminders/{token}", "status": 404, "role": "public",
        "request": "proxy-0003", "level": "info",
    }  # fmt: skip
    assert "a-secret-token" not in json.dumps(line)


def test_security_txt_says_whom_to_write_to_and_does_not_expire_today(browser):
    answer = browser.get("/.well-known/security.txt")
    assert "Contact: mailto:secretariat@ich-dossiers.invalid\n" in answer.text
    assert "Expires: 2027-08-28T00:00:00Z\n" in answer.text


def test_settings_that_are_safe_have_nothing_against_them():
    assert unsafe(Settings(_env_file=None, **SAFE)) == []


@pytest.mark.parametrize(
    ("change", "name"),
    [
        ({"public_address": "http://dossiers.example.org"}, "DOSSIERS_PUBLIC_ADDRESS"),
        ({"secret_key": "k" * 31}, "DOSSIERS_SECRET_KEY"),
        ({"second_factor": "optional"}, "DOSSIERS_SECOND_FACTOR"),
        ({"mail_redirect": "me@example.org"}, "DOSSIERS_MAIL_REDIRECT"),
        ({"smtp": {}}, "DOSSIERS_SMTP__HOST"),
        ({"smtp": {"host": "smtp.example.org", "password": "p"}}, "DOSSIERS_SMTP__PASSWORD"),
        ({"metrics_token": "t" * 31}, "DOSSIERS_METRICS_TOKEN"),
        ({"mail_domain": "ich-dossiers.invalid"}, "DOSSIERS_MAIL_DOMAIN"),
        ({"oidc": {"issuer": "http://id.example.org"}}, "DOSSIERS_OIDC__ISSUER"),
    ],
)
def test_each_unsafe_setting_is_named_with_what_to_do(change, name):
    (fault,) = unsafe(Settings(_env_file=None, **{**SAFE, **change}))
    assert fault.startswith(name)


@pytest.mark.parametrize("command_name", ["serve", "worker"])
def test_in_production_nothing_starts_with_unsafe_settings(run, monkeypatch, command_name):
    monkeypatch.setenv("DOSSIERS_PRODUCTION", "true")
    status, _, said = run(command_name)
    assert status == 1
    assert said.startswith("Not started, since DOSSIERS_PRODUCTION is true and\n- DOSSIERS_PUBLIC")
    assert len(said.splitlines()) == 8


def test_doctor_looks_at_everything_and_ends_with_3_where_something_is_at_fault(run, monkeypatch):
    status, said, _ = run("doctor", "--json")
    assert status == 0
    assert {one["what"] for one in json.loads(said)} == {
        "database", "worker", "mail", "scanner", "settings",
    }  # fmt: skip
    monkeypatch.setenv("DOSSIERS_SMTP__HOST", "127.0.0.1")
    monkeypatch.setenv("DOSSIERS_SMTP__PORT", "9")
    monkeypatch.setenv("DOSSIERS_CLAMD", "127.0.0.1:9")
    status, said, _ = run("doctor", "--json")
    assert status == 3
    faults = {one["what"] for one in json.loads(said) if one["verdict"] == "fault"}
    assert faults == {"mail", "scanner"}


def test_doctor_says_of_a_database_that_is_behind_what_to_run(command, monkeypatch, tmp_path):
    monkeypatch.setenv("DOSSIERS_DATABASE_URL", f"sqlite:///{tmp_path / 'new.sqlite'}")
    status, said, _ = command("doctor")
    assert status == 3
    assert "its schema is not the one needed: dossiers upgrade" in " ".join(said.split())
