"""A dossier is taken out of the office whole, and can be verified where it arrives."""

import io
import json
import shutil
import subprocess
import zipfile
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import update

from engine.runtime import papers
from engine.runtime.filing_tables import attachment
from engine.runtime.seals import make_seal
from engine.runtime.trail import trail_from
from engine.runtime.verify import verify
from portal.attached.named import named
from portal.exported.archive import NotWhole, write_zip
from portal.exported.enclosed import Enclosure
from portal.filing.attach import Archive
from portal.filing.draft import NotThere, begin, save
from tests.filing import (
    REFERENCE,
    all_conform,
    archive_in,
    attach_all,
    concluded,
    filed,
    under_check,
    written,
)  # fmt: skip
from tests.moves import GHANA, opened

NAMES = ["audit.jsonl", "dossier.json", "form.docx", "form.pdf"]


@pytest.fixture
def archive(tmp_path):
    return archive_in(tmp_path)


@pytest.fixture
def kente(office, archive):
    """A file that was filed whole, found wanting, and filed again without one photograph."""
    opened(office)
    of = written(office)
    attach_all(office, archive, of.edition)
    filed(office)
    under_check(office)
    all_conform(office, CONSENT="the consent is not dated")
    concluded(office)
    again = begin(office, REFERENCE, GHANA)
    save(office, again, {"location": "Adanwomase"}, again.draft.version, GHANA)
    filed(office)
    return office


def exported(office, archive, number=None, **more):
    out = io.BytesIO()
    told = write_zip(office, archive.store, REFERENCE, "en", out, number, **more)
    return zipfile.ZipFile(out), told


def content(opened_zip):
    return json.loads(opened_zip.read("dossier.json"))


def test_an_archive_has_the_dossier_its_forms_its_attachments_and_its_trail(kente, archive):
    made, told = exported(kente, archive)
    names = made.namelist()
    assert names[:4] == NAMES
    assert names[-2:] == ["README.txt", "SHA256SUMS"]
    attachments = content(made)["attachments"]
    assert names[4:-2] == [one["file"] for one in attachments]
    assert [made.read(one["file"]) for one in attachments] == [
        b"".join(archive.store.open(one["sha256"])) for one in attachments
    ]
    assert names[4] == "attachments/01 consent Ghana consent 1.pdf"
    assert told == ()


def test_every_file_is_in_the_sums_as_the_tools_of_others_read_them(kente, archive, tmp_path):
    made, _ = exported(kente, archive)
    made.extractall(tmp_path / "whole")
    sums = made.read("SHA256SUMS").decode().splitlines()
    listed = dict(reversed(line.split("  ", 1)) for line in sums)
    assert sorted([*listed, "SHA256SUMS"]) == sorted(made.namelist())
    assert listed == {name: sha256(made.read(name)).hexdigest() for name in listed}
    if tool := shutil.which("sha256sum"):  # not every system has it
        checked = subprocess.run(
            [tool, "--check", "--strict", "SHA256SUMS"],
            cwd=tmp_path / "whole", capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert (checked.returncode, checked.stdout.count(": OK\n")) == (0, len(listed))


def test_the_trail_in_an_archive_verifies_by_itself_and_answers_to_a_seal(kente, archive, tmp_path):
    opened(kente, "RL-2028-0002")
    seal = make_seal(kente)
    made, _ = exported(kente, archive)
    found = verify(trail_from(Path(made.extract("audit.jsonl", tmp_path))), seal.short)
    assert (found.faults, found.only, found.dossiers, found.papers, found.seals) == (
        [], REFERENCE, 1, 3, 1,
    )  # fmt: skip
    assert found.entries == content(made)["version"]


def test_the_same_dossier_is_the_same_bytes_and_bears_the_instant_of_its_filing(
    kente, archive, clock
):
    first, _ = exported(kente, archive)
    clock.later(days=40)
    second, _ = exported(kente, archive)
    assert first.fp.getvalue() == second.fp.getvalue()
    assert {one.date_time for one in first.infolist()} == {(2027, 3, 1, 12, 0, 0)}


def test_a_dossier_as_data_tells_everything_that_was_filed_and_found(kente, archive):
    told = content(exported(kente, archive)[0])
    assert (told["format"], told["reference"], told["file_number"], told["cycle"]) == (
        "ich-dossiers dossier 1", REFERENCE, "02222", 2028,
    )  # fmt: skip
    assert told["shows"] == {"filing": 2, "draft": False}
    assert told["draft"] is None
    first, second = told["filings"]
    assert second["answers"]["location"] == "Adanwomase"
    assert first["answers"]["location"] != "Adanwomase"
    with kente.database.connect() as connection:
        kept = papers.papers(connection, REFERENCE)
    assert sorted([first["hash"], second["hash"], told["sheets"][0]["hash"]]) == sorted(kept)
    consent = next(one for one in told["sheets"][0]["items"] if one["code"] == "CONSENT")
    assert consent["note"] == "the consent is not dated"
    assert [one["number"] for one in told["entries"]] == list(range(1, told["version"] + 1))


def test_an_earlier_filing_is_shown_as_it_was(kente, archive):
    made, _ = exported(kente, archive, 1)
    assert content(made)["shows"] == {"filing": 1, "draft": False}
    assert b"filing 1, 1 March 2027, 13:00 (Paris time)" in _word(made)
    assert "filing 1, 1 March 2027" in made.read("README.txt").decode()


def test_there_is_no_filing_of_another_number(kente, archive):
    for number in (0, 3):
        with pytest.raises(NotThere, match=f"has no filing {number}: there are 2"):
            exported(kente, archive, number)


def test_a_draft_says_that_it_is_one(office, archive):
    opened(office)
    written(office, name_of_element="Kente \ud800 & \x00 <cloth>")
    made, told = exported(office, archive)
    shown = content(made)
    assert shown["shows"] == {"filing": None, "draft": True}
    assert shown["draft"]["answers"]["name_of_element"] == "Kente \ud800 & \x00 <cloth>"
    assert b"Draft, not filed" in _word(made)
    assert "Draft, not filed" in made.read("README.txt").decode()
    assert "Projet, non déposé" in made.read("README.txt").decode()
    assert [one.en.split(":")[0] for one in told]  # what could not be written is told
    with pytest.raises(NotThere, match="has no filing 1: nothing was filed"):
        exported(office, archive, 1)


def test_a_draft_that_may_not_be_seen_is_not_there(office, archive):
    opened(office)
    written(office)
    made, _ = exported(office, archive, drafted=False)
    assert content(made)["shows"] == {"filing": None, "draft": False}
    assert content(made)["draft"] is None
    assert made.namelist() == ["audit.jsonl", "dossier.json", "README.txt", "SHA256SUMS"]
    assert "No form was filled in." in made.read("README.txt").decode()


def _word(made):
    return zipfile.ZipFile(io.BytesIO(made.read("form.docx"))).read("word/head.xml")


@pytest.mark.parametrize(
    ("status", "problem", "en", "fr"),
    [
        ("quarantined", "", "it has not been examined for viruses yet",
         "la recherche de virus n'a pas encore été faite"),
        ("refused", "Eicar", "a virus was found in it (Eicar)", "un virus y a été trouvé (Eicar)"),
        ("unscanned", "", "its content is missing from the store",
         "son contenu manque dans le lieu de conservation"),
    ],
)  # fmt: skip
def test_what_is_not_handed_out_is_named_with_its_reason_and_the_rest_goes_out(
    office, archive, status, problem, en, fr
):
    opened(office)
    of = written(office)
    attach_all(office, archive, of.edition)
    filed(office)
    whole = exported(office, archive)[0].namelist()
    with office.database.begin() as connection:
        connection.execute(
            update(attachment)
            .where(attachment.c.number == 3)
            .values(status=status, problem=problem)
        )
    one = content(exported(office, archive)[0])["attachments"][2]
    archive.store.remove(one["sha256"])
    made, told = exported(office, archive)
    out = "attachments/03 photographs 1.jpg"
    assert made.namelist() == [name for name in whole if name != out]
    left = content(made)["attachments"][2]
    assert (left["file"], left["left_out"]) == (None, {"en": en, "fr": fr})
    named = f"3. 1.jpg (SHA-256 {one['sha256']})"
    assert told == ((f"{named}: {en}", f"{named} : {fr}"),)
    text = made.read("README.txt").decode()
    assert f"Not in this archive\n\n  - {named}: {en}\n" in text
    assert f"Ce qui manque dans cette archive\n\n  - {named} : {fr}\n" in text


def test_a_content_that_has_changed_stops_the_export(office, archive, tmp_path):
    opened(office)
    of = written(office)
    attach_all(office, archive, of.edition)
    filed(office)
    name = content(exported(office, archive)[0])["attachments"][0]["sha256"]
    place = tmp_path / "store" / name[:2] / name
    place.write_bytes(place.read_bytes()[:-1] + b"?")
    with pytest.raises(NotWhole) as fault:
        exported(office, archive)
    assert fault.value.said == (
        "Nothing was exported: attachment 1, consent 1.pdf, is no longer what was sent: its "
        "content does not match its SHA-256.",
        "Rien n'a été exporté : le document joint 1, consent 1.pdf, n'est plus celui qui a été "
        "envoyé : son contenu ne correspond pas à son SHA-256.",
    )


class Emptied:
    """A store whose contents go between the look and the reading."""

    def __init__(self, store):
        self.store = store
        self.has, self.keep, self.sweep = store.has, store.keep, store.sweep

    def open(self, name):
        self.store.remove(name)
        return self.store.open(name)

    def remove(self, name):
        self.store.remove(name)


def test_a_content_that_goes_while_it_is_exported_stops_the_export(kente, archive):
    with pytest.raises(NotWhole, match=r"attachment 1, .* was removed meanwhile. Please try again"):
        exported(kente, Archive(Emptied(archive.store)))


NAMES_OF_STRANGERS = st.one_of(
    st.text(max_size=300),
    st.sampled_from(["../../etc/passwd", "C:\\con", "nul", "a" * 400 + ".pdf", ".", "", "\x00/"]),
)


@given(st.lists(st.tuples(NAMES_OF_STRANGERS, NAMES_OF_STRANGERS), min_size=2, max_size=5))
def test_whatever_its_name_an_attachment_is_a_file_of_its_own_in_one_folder(names):
    paths = [
        Enclosure(number, "video", state, name, "", 0, "", "", "", "clean", "").path
        for number, (state, name) in enumerate(names, 1)
    ]
    folders, files = zip(*(path.split("/") for path in paths), strict=True)
    assert set(folders) == {"attachments"}
    assert len({one.casefold() for one in files}) == len(names)
    assert [named(one) for one in files] == list(files)
    assert all(one.startswith(f"{number:02} video") for number, one in enumerate(files, 1))
