"""A cycle 2024 of the published shape and the cycle before it, made up: the States are real, their
files are not."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from itertools import count

HEADER = "file_no name mechanism kind states received_at order treated named_by".split()
RECEIVED = "2023-03-30T12:00:00+00:00"

HAVE_THE_TURN = (
    "Albania", "Andorra", "Argentina", "Bahamas", "Benin", "Bhutan", "Chile", "Comoros",
    "Costa Rica", "Djibouti", "Eswatini", "Finland", "Gabon", "Gambia", "Ghana", "Guatemala",
    "Jamaica", "Japan", "Lesotho", "Libya", "Madagascar", "Malta", "Nicaragua", "Oman", "Pakistan",
    "Peru", "Romania", "Saint Lucia", "Slovakia", "Spain", "Suriname",
)  # fmt: skip
"""Of none of these 31 a file was treated in 2023: level (0)."""
WITH_A_SECOND_FILE = ("Djibouti", "Gabon")
"""Two of them have nothing inscribed and a second file: level (i)."""
WITHOUT_AN_ELEMENT = ("Angola", "Cameroon", "Nepal", "Rwanda")
"""They have nothing inscribed and used their turn in 2023: level (i)."""
FOR_URGENT_SAFEGUARDING = ("Egypt", "Kenya", "Uganda")
"""They used their turn in 2023: level (i)."""
EQUAL_AT_THE_CUT = (
    "Bangladesh", "Belarus", "Bosnia and Herzegovina", "Cuba", "Dominican Republic", "Ecuador",
    "Ethiopia", "Georgia", "Ireland",
)  # fmt: skip
"""They have four elements each and used their turn in 2023: level (iii)."""
TOGETHER = (
    ("Algeria", "Mauritania"),
    ("Armenia", "France"),
    ("Austria", "Germany", "Switzerland"),
    ("Bahrain", "Kuwait", "Qatar", "Saudi Arabia"),
    ("Bulgaria", "North Macedonia"),
    ("Burundi", "Rwanda"),
    ("Colombia", "Cuba", "Dominican Republic", "Panama"),
    ("Croatia", "Slovenia"),
    ("Estonia", "Latvia", "Lithuania"),
    ("Iraq", "Jordan", "Lebanon"),
    ("Kazakhstan", "Kyrgyzstan", "Tajikistan", "Turkmenistan", "Uzbekistan"),
    ("Mali", "Niger"),
)
"""Twelve multinational files: level (ii)."""
EXTENDED = (
    ("Cabo Verde", "Senegal"),
    ("Cyprus", "Greece"),
    ("Denmark", "Iceland", "Norway"),
    ("Indonesia", "Malaysia"),
    ("Mongolia", "Türkiye"),
    ("Zambia", "Zimbabwe"),
)
"""Six extensions: outside the ceiling."""
TREATED_IN_2023 = (
    "Azerbaijan", "Belgium", "Bolivia (Plurinational State of)", "Botswana", "Brazil", "Cambodia",
    "China", "Czechia", "El Salvador", "Hungary", "India", "Iran (Islamic Republic of)", "Italy",
    "Luxembourg", "Malawi", "Mauritius", "Mexico", "Morocco", "Mozambique", "Namibia", "Nigeria",
    "Philippines", "Portugal", "Republic of Korea", "Sri Lanka", "Togo", "Tunisia",
    "United Arab Emirates", "Vanuatu", "Venezuela (Bolivarian Republic of)", "Viet Nam",
)  # fmt: skip
"""States with a file of their own in 2023 and none in 2024."""
SUBMITTED_IN_VAIN = ("Ghana", "Peru")
"""States whose file of 2023 could not be treated."""


def cycle_2024() -> str:
    """The 67 files of 2024: 61 under the ceiling and 6 outside."""
    files = [
        *_files(((state,) for state in HAVE_THE_TURN), order=1),
        *_files(((state,) for state in WITH_A_SECOND_FILE), order=2),
        *_files((state,) for state in WITHOUT_AN_ELEMENT),
        *_files(((state,) for state in FOR_URGENT_SAFEGUARDING), mechanism="USL"),
        *_files(TOGETHER),
        *_files((state,) for state in EQUAL_AT_THE_CUT),
        *_files(EXTENDED, kind="extension"),
    ]
    return _text(files, 90001)


def history_2023() -> str:
    """The files of 2023: 60 that were treated, 47 of them of one State, and two that were not."""
    used = (*WITHOUT_AN_ELEMENT, *FOR_URGENT_SAFEGUARDING, *EQUAL_AT_THE_CUT, *TREATED_IN_2023)
    part = [(state, "Mauritania") for state in HAVE_THE_TURN[:13]]
    files = [
        *_files(((state,) for state in used), treated="yes"),
        *_files(part, treated="yes"),
        *_files(((state,) for state in SUBMITTED_IN_VAIN), treated="no"),
    ]
    return _text(files, 80001)


def _files(states: Iterable[Sequence[str]], **told: object) -> Iterator[dict[str, object]]:
    for several in states:
        yield {"mechanism": "RL", "kind": "new", "states": "; ".join(several), **told}


def _text(files: Iterable[dict[str, object]], first: int) -> str:
    text = io.StringIO()
    rows = csv.DictWriter(text, HEADER, lineterminator="\n")
    rows.writeheader()
    for number, file in zip(count(first), files, strict=False):
        name = f"Element {number} (illustrative)"
        rows.writerow({"file_no": number, "name": name, "received_at": RECEIVED, **file})
    return text.getvalue()
