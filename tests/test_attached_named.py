"""A name is kept for people: it can be shown and saved anywhere, and is never a path."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.attached.named import MOST_BYTES, MOST_CHARACTERS, named

NAMES = {
    "consent.pdf": "consent.pdf",
    "Lettre d'appui (été) №2.docx": "Lettre d'appui (été) №2.docx",
    "توافق.pdf": "توافق.pdf",
    "می\u200cخواهم.pdf": "می\u200cخواهم.pdf",
    "e\u0301te\u0301.jpg": "été.jpg",
    "../../etc/passwd": "passwd",
    "..\\..\\boot.ini": "boot.ini",
    "C:\\masks\\one.jpg": "one.jpg",
    "/": "unnamed",
    "..": "unnamed",
    "": "unnamed",
    ".": "unnamed",
    ".htaccess": "htaccess",
    "con\0sent.pdf": "consent.pdf",
    "a\r\nSet-Cookie: x.pdf": "a Set-Cookie_ x.pdf",
    "a\u2028b.pdf": "a b.pdf",
    "mask\u202egpj.exe": "maskgpj.exe",
    "\u2066mask\u2069\ufeff\u200f.pdf": "mask.pdf",
    "\ud800mask.pdf": "mask.pdf",
    'a<b>c:d"e|f?g*.pdf': "a_b_c_d_e_f_g_.pdf",
    "  many   spaces .pdf ": "many spaces.pdf",
    "con .txt": "_con.txt",
    "con." + "y" * 300: "_con." + "y" * 115,
    "e\u202e\u0301.pdf": "é.pdf",
    "mask.pdf. . .": "mask.pdf",
    "CON": "_CON",
    "nul.txt": "_nul.txt",
    "Com1.tar.gz": "_Com1.tar.gz",
    "COM¹.txt": "_COM¹.txt",
    "console.txt": "console.txt",
    "com10.txt": "com10.txt",
    "x" * 120: "x" * 120,
    "x" * 121: "x" * 120,
    "x" * 300 + ".pdf": "x" * 116 + ".pdf",
    "é" * 300 + ".pdf": "é" * 116 + ".pdf",
    "面" * 300 + ".pdf": "面" * 78 + ".pdf",
    "x." + "y" * 300: "x." + "y" * 118,
}


@pytest.mark.parametrize(("given_name", "shown"), NAMES.items(), ids=map(ascii, NAMES))
def test_a_name_is_shown_without_what_is_hostile(given_name: str, shown: str):
    assert named(given_name) == shown


@given(st.text(st.characters(), max_size=400))
def test_any_name_becomes_one_that_can_be_shown_and_saved(name: str):
    shown = named(name)
    assert 0 < len(shown) <= MOST_CHARACTERS
    assert len(shown.encode()) <= MOST_BYTES
    assert not set(shown) & set('/\\<>:"|?*\0')
    assert {unicodedata.category(c) for c in shown} & {"Cc", "Cs", "Zl", "Zp"} == set()
    assert shown == shown.strip(". ")
    assert unicodedata.is_normalized("NFC", shown)
    assert named(shown) == shown
