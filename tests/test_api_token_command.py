"""`dossiers accounts token` makes what the page makes."""

import json

import typer
from typer.testing import CliRunner

from engine.dossier import Actor
from portal.commands import api_tokens
from tests.programs import Programs

CHIEF = Actor("R. Haddad", "head")


def command(*arguments):
    group = typer.Typer()
    group.callback()(lambda: None)
    api_tokens.add_to(group)
    return CliRunner().invoke(group, ["token", *arguments])


def test_a_token_is_printed_once_and_opens_the_interface(office, tmp_path, monkeypatch):
    programs = Programs(office, tmp_path)
    address = programs.account(CHIEF).address
    monkeypatch.setattr("portal.commands.api_tokens.open_office", lambda: office)
    made = command(address, "--name", "report", "--scope", "read", "--json")
    assert made.exit_code == 0, made.output
    told = json.loads(made.stdout)
    assert (told["scopes"], told["expires_at"]) == (["read"], "2027-05-30T12:00:00Z")
    program = programs.of()
    program.headers["Authorization"] = f"Bearer {told['token']}"
    assert program.get("me").json()["name"] == CHIEF.name


def test_a_token_that_cannot_be_made_is_refused_in_a_sentence(office, tmp_path, monkeypatch):
    programs = Programs(office, tmp_path)
    address = programs.account(CHIEF).address
    monkeypatch.setattr("portal.commands.api_tokens.open_office", lambda: office)
    for arguments, said in (
        (("nobody@example.org", "--name", "x", "--scope", "read"), "there is no open account"),
        ((address, "--name", "x", "--scope", "draft"), "Your role cannot give a token this: draft"),
        ((address, "--name", " ", "--scope", "read"), "the name is empty"),
        ((address, "--name", "x", "--scope", "read", "--days", "366"), "365"),
    ):
        refused = command(*arguments)
        assert refused.exit_code in (1, 2)
        assert said in refused.output
