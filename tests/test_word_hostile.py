"""A Word file that is broken, huge or meant to harm: a sentence, and never anything else."""

import random
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.words import Words
from portal.word import opened
from portal.word.opened import NotOpened
from portal.word.placed import Placed
from portal.word.read import read_word
from portal.word.written import write
from tests.whole_file import answers
from tests.word_files import (
    ASSISTANCE,
    MAIN,
    STATES,
    W,
    control,
    document,
    links,
    p,
    packed,
    parts,
    read,
    types,
    word,
)


def refused(file: BytesIO) -> Words:
    with pytest.raises(NotOpened) as found:
        read_word(file, ASSISTANCE, STATES)
    return found.value.said


NO_WORD = "it is not a Word document (.docx)"
DAMAGED = "the document is damaged and cannot be read"
LOCKED = "the document is under a password; save it without"
MACROS = "the document contains macros; save it as .docx without them"
ENTITIES = "the document declares XML entities, which no Word document does"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
DOCTYPE = f'<!DOCTYPE w:document [<!ENTITY x {{}}>]><w:document xmlns:w="{W}">&x;</w:document>'
LAUGHS = (
    '<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;"><!ENTITY c "&b;&b;&b;">]>'
    '<l x="&c;">&c;</l>'
)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", NO_WORD),
        (b"%PDF-1.7", NO_WORD),
        (b"{\\rtf1 x}", NO_WORD),
        (OLE + b"\0" * 600, "it is a document of an old Word (.doc); save it as .docx"),
        (OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), LOCKED),
        (b"PK\x03\x04 cut off", DAMAGED),
        (packed({"x": "y"}).getvalue(), NO_WORD),
        (packed({**parts(), "[Content_Types].xml": types("application/x-sheet")}).getvalue(),
         NO_WORD),
        (packed({**parts(), "[Content_Types].xml": "<Types"}).getvalue(), DAMAGED),
        (packed({**parts(), "_rels/.rels": links("word/none.xml")}).getvalue(), DAMAGED),
        (packed({**parts(), "_rels/.rels": links("http://example.org/a.xml")}).getvalue(), DAMAGED),
        (packed({"[Content_Types].xml": types()}).getvalue(), DAMAGED),
        (packed({**parts(), "word/document.xml": "<w:document"}).getvalue(), DAMAGED),
        (packed({**parts(), "word/document.xml": b"\xff\xfe\x00"}).getvalue(), DAMAGED),
        (packed({**parts(), "word/document.xml":
                 document("<w:sdt>" * 5_000 + "</w:sdt>" * 5_000)}).getvalue(), DAMAGED),
        (packed({**parts(), "word/document.xml": document("").replace("W:", "")
                 .replace("<w:body>", '<w:body a="1" a="2">')}).getvalue(), DAMAGED),
        (packed({**parts(), "word/document.xml": DOCTYPE.format('SYSTEM "file:///etc/passwd"')})
         .getvalue(), ENTITIES),
        (packed({**parts(), "word/document.xml": DOCTYPE.format('SYSTEM "http://127.0.0.1:1/x"')})
         .getvalue(), ENTITIES),
        (packed({**parts(), "word/document.xml": LAUGHS}).getvalue(), ENTITIES),
        (packed({**parts(), "word/document.xml": LAUGHS.encode("utf-16")}).getvalue(), ENTITIES),
        (packed({**parts(), "_rels/.rels": LAUGHS}).getvalue(), ENTITIES),
        (packed({**parts(), "[Content_Types].xml": types(
            "application/vnd.ms-word.document.macroEnabled.main+xml")}).getvalue(), MACROS),
        (packed({**parts(), "word/vbaProject.bin": b"x"}).getvalue(), MACROS),
        (packed({**parts(), "word/x.bin": b"0" * 3_000_000}).getvalue(),
         "the document unpacks to more than 100 times its size"),
    ],
    ids=range(24),
)  # fmt: skip
def test_a_file_that_is_no_harmless_word_document_is_a_sentence(content: bytes, sentence: str):
    said = refused(BytesIO(content))
    assert said.en == sentence
    assert said.fr not in ("", said.en)


def test_a_part_under_a_password_is_told():
    content = bytearray(word("").getvalue())
    at = content.rindex(b"PK\x01\x02")
    content[at + 8] |= 1
    assert refused(BytesIO(bytes(content))).en == LOCKED


@pytest.mark.parametrize(
    ("bound", "value", "sentence"),
    [
        ("MOST_BYTES", 10, "the file has 1 MB, at most 0 MB are read"),
        ("MOST_PARTS", 2, "the document has 3 parts, at most 2 are read"),
        ("MOST_UNPACKED", 10, "the document, unpacked, has 1 MB, at most 0 MB are read"),
        ("MOST_TEXT", 10, "the text of the document has 1 MB, at most 0 MB are read"),
    ],
)
def test_a_huge_document_is_not_read(
    monkeypatch: pytest.MonkeyPatch, bound: str, value: int, sentence: str
):
    monkeypatch.setattr(opened, bound, value)
    assert refused(word("")).en == sentence


def test_a_document_that_gives_more_than_it_announces_is_damaged():
    content = bytearray(word(p("x" * 5_000)).getvalue())
    at = content.rindex(b"PK\x01\x02")
    content[at + 24 : at + 28] = (50).to_bytes(4, "little")
    assert refused(BytesIO(bytes(content))).en == DAMAGED


WHOLE = BytesIO()
write(ASSISTANCE, STATES, answers(ASSISTANCE, STATES), "en", WHOLE)


@settings(max_examples=60)
@given(st.randoms(use_true_random=False), st.integers(1, 8))
def test_a_damaged_file_is_read_or_refused_and_raises_nothing_else(
    chance: random.Random, times: int
):
    content = bytearray(WHOLE.getvalue())
    for _ in range(times):
        content[chance.randrange(len(content))] = chance.randrange(256)
    if chance.random() < 0.2:
        del content[chance.randrange(len(content)) :]
    try:
        read_word(BytesIO(bytes(content)), ASSISTANCE, STATES)
    except NotOpened as fault:
        told = fault.said
    else:
        told = Words("read", "lu")
    assert all(told)


names = st.sampled_from(
    "w:p w:r w:t w:sdt w:sdtPr w:sdtContent w:tag w:tbl w:tr w:tc w:sym w:br w:ddList w:checkBox "
    "w:result w:del w:txbxContent w:drawing w:showingPlcHdr".split()
)
values = st.sampled_from(
    [
        "",
        "project_summary",
        "project_budget/1/item",
        "contact/Togo/email",
        "domains/other",
        "9",
        "x",
    ]
)
leaf = st.tuples(names, values).map(lambda one: f'<{one[0]} w:val="{one[1]}" w:char="{one[1]}"/>')
nodes = st.recursive(
    leaf | values.map(lambda text: f"<w:t>{text}</w:t>"),
    lambda inner: st.tuples(names, st.lists(inner, max_size=4)).map(
        lambda one: f"<{one[0]}>{''.join(one[1])}</{one[0]}>"
    ),
    max_leaves=25,
)


@settings(max_examples=150)
@given(st.lists(nodes, max_size=4))
def test_whatever_elements_stand_in_whichever_others_a_document_is_read(body: list[str]):
    assert isinstance(read("".join(body)), Placed)


def test_the_type_of_a_template_is_that_of_a_document():
    made = parts(control("project_summary", p("One")))
    made["[Content_Types].xml"] = types(MAIN.replace("document.main", "template.main"))
    assert read_word(packed(made), ASSISTANCE, STATES).answers == {"project_summary": "One"}
