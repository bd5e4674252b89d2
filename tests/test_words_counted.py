"""Words and characters are counted alike in Python and in the browser, character by character."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from forms.words_counted import SPACES, characters, parted, words

HERE = Path(__file__).parent
SCRIPT = HERE.parent / "portal" / "static" / "words.js"
VECTORS = json.loads((HERE / "words_counted.json").read_text("utf-8"))

COUNTED_BY_NODE = """
const { words, characters } = require(process.argv[1]);
const texts = JSON.parse(require("fs").readFileSync(process.argv[2], "utf8"));
const own = (text) => (text.match(/\\S+/g) || []).length;
console.log(JSON.stringify(texts.map((one) => [words(one), characters(one), own(one)])));
"""
"""Counts with the script, and words once more with the language's own idea of a space."""

EDGES = [chr(ord(c) + by) for c in SPACES for by in (-1, 0, 1)]
texts = st.text(st.characters() | st.sampled_from([*EDGES, "a", " ", "\u0085", "\u180e"]))
patient = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
"""Every character there is: a list that the first run of a fresh checkout has yet to make."""


def by_node(texts: list[str], folder: Path) -> list[list[int]] | None:
    """What the script counts; None on a machine without Node.js, where the vectors must do."""
    node = shutil.which("node")
    if node is None:
        return None
    file = folder / "texts.json"
    file.write_text(json.dumps(texts), "utf-8")
    run = [node, "-e", COUNTED_BY_NODE, str(SCRIPT), str(file)]
    said = subprocess.run(run, check=True, capture_output=True, text=True, timeout=60)
    counts: list[list[int]] = json.loads(said.stdout)
    return counts


def as_sent(text: str) -> str:
    """The text as JSON carries it: two halves of a character that meet become one."""
    sent: str = json.loads(json.dumps(text))
    return sent


# --- the count itself --------------------------------------------------------------------------


@pytest.mark.parametrize("vector", VECTORS, ids=lambda one: ascii(one["text"])[:30])
def test_python_counts_as_the_vectors_say(vector: dict[str, object]):
    text = str(vector["text"])
    assert (words(text), characters(text)) == (vector["words"], vector["characters"])


def test_a_space_is_what_javascript_calls_one_and_nothing_else():
    every = "".join(map(chr, range(sys.maxunicode + 1)))
    assert set(every) - set("".join(parted(every))) == set(SPACES)
    # Python's own idea of a space: four separators and NEL more, the byte order mark less.
    own = {one for one in every if one.isspace()}
    assert own ^ set(SPACES) == set("\x1c\x1d\x1e\x1f\x85\ufeff")


@patient
@given(texts)
def test_words_are_the_runs_between_spaces(text: str):
    runs = [run for run in re.split(f"[{re.escape(SPACES)}]", text) if run]
    assert parted(text) == runs
    assert words(text) == len(runs)


@patient
@given(texts, texts)
def test_two_texts_with_a_space_between_have_the_words_of_both(one: str, other: str):
    assert words(f"{one}\u3000{other}") == words(one) + words(other)
    assert characters(f"{one}\u3000{other}") == characters(one) + 1 + characters(other)


# --- the same count in the browser ---------------------------------------------------------------


def test_the_script_names_the_same_spaces():
    (spaces,) = re.findall(r"WORD = /\[\^(.*)\]\+/g", SCRIPT.read_text("utf-8"))
    ranges = re.findall(r"\\u(....)(?:-\\u(....))?", spaces)
    assert re.sub(r"\\u....(-\\u....)?", "", spaces) == ""
    named = {
        chr(code)
        for first, last in ranges
        for code in range(int(first, 16), int(last or first, 16) + 1)
    }
    assert named == set(SPACES)


def test_the_script_counts_as_the_vectors_say(tmp_path: Path):
    counts = by_node([vector["text"] for vector in VECTORS], tmp_path)
    wanted = [[one["words"], one["characters"], one["words"]] for one in VECTORS]
    assert counts in (None, wanted)


def test_the_script_counts_whatever_is_written_as_python_does(tmp_path: Path):
    written: list[str] = ["".join(EDGES), *EDGES, "x" * 200_000, "é " * 100_000]

    @settings(patient, max_examples=300, database=None, derandomize=True)
    @given(texts)
    def write(text: str) -> None:
        written.append(as_sent(text))

    write()
    counts = by_node(written, tmp_path)
    assert counts in (None, [[words(t), characters(t), words(t)] for t in written])
