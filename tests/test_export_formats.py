"""By command and by page: a dossier as data, as a form, in an archive; or why not."""

import io
import json
import zipfile
from pathlib import Path

import pytest
from docx import Document
from pypdf import PdfReader

from engine.dossier import Actor
from engine.runtime import attachments
from engine.runtime.moves import Move
from portal.word.read import read_word
from tests.conftest import Run
from tests.filing import REFERENCE, archive_in, attach_all, filed, written
from tests.moves import GHANA, OFFICER, made, opened
from tests.signed_in import Portal

TOGO = Actor("A. Mensah", "state_party", frozenset({"Togo"}))


@pytest.fixture
def archive(tmp_path, monkeypatch):
    monkeypatch.setenv("DOSSIERS_STORE__FOLDER", str(tmp_path / "store"))
    return archive_in(tmp_path)


@pytest.fixture
def kente(office, archive):
    """A file that was filed whole."""
    opened(office)
    of = written(office)
    attach_all(office, archive, of.edition)
    filed(office)
    return of


def head(file):
    """What a Word document says at the head of each page."""
    return [one.text for one in Document(file).sections[0].header.paragraphs]


# --- the command -------------------------------------------------------------------------------


def test_a_filing_is_exported_in_each_format(run: Run, kente, tmp_path):
    for ending in ("json", "docx", "pdf", "zip"):
        out = tmp_path / f"kente.{ending}"
        status, said, told = run("export", REFERENCE, str(out))
        assert (status, said, told) == (0, f"{out}: {out.stat().st_size:,} bytes\n", "")
    assert json.loads((tmp_path / "kente.json").read_bytes())["reference"] == REFERENCE
    assert zipfile.ZipFile(tmp_path / "kente.zip").testzip() is None
    with (tmp_path / "kente.docx").open("rb") as word:
        placed = read_word(word, kente.edition, ("Ghana",))
    assert (placed.unplaced, placed.answers["name_of_element"]) == (
        (), kente.given["name_of_element"],
    )  # fmt: skip
    about = PdfReader(tmp_path / "kente.pdf").metadata
    assert about is not None
    assert str(about["/CreationDate"]).startswith("D:20270301")


def test_a_word_document_says_on_each_page_what_it_is(run: Run, kente):
    assert run("export", REFERENCE, "a.docx", "--lang", "fr")[0] == 0
    run("export", REFERENCE, "a.json")
    (filing,) = json.loads(Path("a.json").read_bytes())["filings"]
    assert head("a.docx") == [
        "RL-2028-0001 – Kente weaving",
        "dépôt n° 1, 1er mars 2027 à 13 h 00 (heure de Paris)",
        f"Contenu (SHA-256) : {filing['hash']}",
    ]


def test_where_nothing_is_filed_the_draft_is_exported_and_says_so(run: Run, office, archive):
    opened(office)
    written(office, name_of_element="Kente <&> \x07 cloth")
    assert run("export", REFERENCE, "a.docx")[0] == 0
    assert head("a.docx") == ["RL-2028-0001 – Kente weaving", "Draft, not filed"]
    status, _, told = run("export", REFERENCE, "b.out", "--format", "json")
    assert (status, told) == (0, "")
    assert json.loads(Path("b.out").read_bytes())["shows"] == {"filing": None, "draft": True}


def test_what_cannot_be_exported_is_said_in_a_sentence_and_leaves_no_file(
    run: Run, office, archive, tmp_path
):
    opened(office)
    there = sorted(tmp_path.iterdir())
    assert run("export", "RL-2099-0001", "a.zip") == (
        1, "", "there is no dossier 'RL-2099-0001' [House rule 3]\n",
    )  # fmt: skip
    for ending in ("pdf", "docx"):
        assert run("export", REFERENCE, f"a.{ending}") == (
            1, "", "no form was filled in for RL-2028-0001\n",
        )  # fmt: skip
    assert run("export", REFERENCE, "a.zip", "--revision", "1") == (
        1, "", "RL-2028-0001 has no filing 1: nothing was filed\n",
    )  # fmt: skip
    status, _, told = run("export", REFERENCE, "no/such/folder.zip")
    assert (status, told.startswith("no/such/folder.zip was not written: ")) == (1, True)
    assert run("export", REFERENCE, "/dev/null", "--format", "json") == (
        1, "", "/dev/null was not written: it is there, and is no file\n",
    )  # fmt: skip
    status, _, told = run("export", REFERENCE, "a.odt")
    assert (status, "none of json, docx, pdf, zip" in told) == (2, True)
    assert sorted(tmp_path.iterdir()) == there


def test_a_damaged_attachment_leaves_no_archive_and_what_was_there_stays(
    run: Run, kente, archive, tmp_path
):
    run("export", REFERENCE, "a.json")
    one = json.loads(Path("a.json").read_bytes())["attachments"][0]
    place = tmp_path / "store" / one["sha256"][:2] / one["sha256"]
    place.write_bytes(b"something else")
    Path("a.zip").write_bytes(b"of yesterday")
    there = sorted(tmp_path.iterdir())
    status, said, told = run("export", REFERENCE, "a.zip", "--lang", "fr")
    assert (status, said) == (1, "")
    assert told.startswith("Rien n'a été exporté : le document joint 1, consent 1.pdf, n'est plus")
    assert (sorted(tmp_path.iterdir()), Path("a.zip").read_bytes()) == (there, b"of yesterday")


def test_the_archive_of_a_dossier_verifies_by_the_command(run: Run, kente, tmp_path):
    run("audit", "seal")
    run("export", REFERENCE, "a.zip")
    zipfile.ZipFile("a.zip").extract("audit.jsonl")
    assert run("audit", "verify", "--export", "audit.jsonl") == (
        0,
        "The audit trail of RL-2028-0001 holds: 1 dossiers, 2 entries, 1 papers, 1 seals read.\n",
        "",
    )
    told = json.loads(run("audit", "verify", "--export", "audit.jsonl", "--json")[1])
    assert (told["only"], told["papers"], told["holds"]) == (REFERENCE, 1, True)


# --- the attachments that filings name ---------------------------------------------------------


def test_every_content_that_filings_name_is_read(run: Run, kente, archive, tmp_path):
    status, said, _ = run("audit", "verify", "--store")
    held = "The audit trail holds: 1 dossiers, 2 entries, 1 papers, 15 attachments, 0 seals read.\n"
    assert (status, said) == (0, held)
    run("export", REFERENCE, "a.json")
    first, second, *_, last = json.loads(Path("a.json").read_bytes())["attachments"]
    assert second["sha256"] == last["sha256"]  # one content, attached twice
    (tmp_path / "store" / first["sha256"][:2] / first["sha256"]).write_bytes(b"")
    archive.store.remove(second["sha256"])
    status, _, told = run("audit", "verify", "--store")
    assert (status, told.splitlines()) == (1, [
        "The attachments are not all there: attachment 1 of RL-2028-0001 (consent 1.pdf) was "
        f"changed: it does not match its SHA-256, {first['sha256']}",
        "and 2 more fault(s)",
        "(1 dossiers, 2 entries, 1 papers, 15 attachments, 0 seals read)",
    ])  # fmt: skip
    told = json.loads(run("audit", "verify", "--store", "--json")[1])
    assert (told["holds"], told["attachments"], told["faults"][1:]) == (False, 15, [
        "attachment 2 of RL-2028-0001 (inventory 1.pdf) is missing from the store: "
        f"{second['sha256']}",
        "attachment 16 of RL-2028-0001 (signature 1.pdf) is missing from the store: "
        f"{second['sha256']}",
    ])  # fmt: skip
    assert run("audit", "verify")[0] == 0


def test_the_content_in_which_a_virus_was_found_is_not_missed(run: Run, kente, archive, office):
    with office.database.connect() as connection:
        one = attachments.attachments(connection, REFERENCE)[0]
    with office.database.begin() as connection:
        attachments.arrived(connection, REFERENCE, one.number, "refused", "Eicar")
    archive.store.remove(one.sha256)
    assert "14 attachments" in run("audit", "verify", "--store")[1]


def test_an_export_has_no_attachments_to_be_read(run: Run, office, tmp_path):
    run("audit", "export", "a.jsonl")
    status, _, told = run("audit", "verify", "--store", "--export", "a.jsonl")
    assert (status, "an export has no attachments" in told) == (2, True)


# --- the page ----------------------------------------------------------------------------------


@pytest.fixture
def portal(office, tmp_path, archive):
    return Portal(office, tmp_path, archive)


def of(ending, **query):
    asked = "&".join(f"{name}={value}" for name, value in query.items())
    return f"/dossiers/{REFERENCE}/export.{ending}?{asked}"


@pytest.mark.parametrize("ending", ["json", "docx", "pdf", "zip"])
def test_who_submits_a_file_and_who_checks_it_take_the_same_with_them(kente, portal, ending):
    mine, theirs = (portal.browser(who).get(of(ending)) for who in (GHANA, OFFICER))
    assert (mine.status_code, theirs.status_code) == (200, 200)
    assert mine.content == theirs.content
    assert mine.headers["Content-Disposition"] == (
        f"attachment; filename*=UTF-8''RL-2028-0001.{ending}"
    )
    assert int(mine.headers["Content-Length"]) == len(mine.content)
    assert mine.headers["Cache-Control"] == "private, no-store"


def test_a_page_exports_in_the_language_and_the_filing_that_are_asked_for(kente, portal):
    ghana = portal.browser(GHANA)
    french = ghana.get(of("docx", lang="fr", revision=1)).content
    assert head(io.BytesIO(french))[1].startswith("dépôt n° 1, ")
    for strange in ("2", "0", "x", "-1", "٣", "9" * 30):
        assert ghana.get(of("docx", revision=strange)).status_code == 404
    assert ghana.get(of("odt")).status_code == 404


def test_a_draft_goes_to_those_who_write_it_and_to_nobody_else(office, portal):
    opened(office)
    written(office)
    mine = portal.browser(GHANA).get(of("json")).json()
    assert mine["shows"] == {"filing": None, "draft": True}
    assert portal.browser(OFFICER).get(of("json")).status_code == 404
    assert portal.browser(TOGO).get(of("json")).status_code == 404
    assert portal.browser().get(of("json")).status_code in (303, 401, 403)
    made(office, Move(REFERENCE, "withdraw", GHANA))
    assert portal.browser(OFFICER).get(of("json")).status_code == 404


def test_a_page_says_that_an_attachment_is_damaged_and_sends_no_archive(kente, portal, tmp_path):
    ghana = portal.browser(GHANA)
    one = ghana.get(of("json")).json()["attachments"][0]
    (tmp_path / "store" / one["sha256"][:2] / one["sha256"]).write_bytes(b"")
    answer = ghana.get(of("zip", lang="fr"))
    assert (answer.status_code, answer.headers["Content-Type"]) == (500, "text/html; charset=utf-8")
    assert "Rien n&#39;a été exporté : le document joint 1, consent 1.pdf" in answer.text
    assert ghana.get(of("pdf")).status_code == 200
