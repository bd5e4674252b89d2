"""The script reads the inputs as the server does, and loses nothing that waits to be saved."""

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from forms.form import Kind
from portal.form_pages.names import Name, named
from portal.form_pages.posted import answered
from portal.form_pages.questions import total
from portal.form_pages.saved import by_question
from tests.form_answers import ODD_STATES, texts
from tests.toy_form import PARCEL

STATIC = Path(__file__).parent.parent / "portal" / "static"

READ = """
const { answer, byQuestion, parsed, total } = require(process.argv[1]);
const asked = JSON.parse(require("fs").readFileSync(process.argv[2], "utf8"));
console.log(JSON.stringify(asked.map(([kind, pairs]) => {
  const said = answer(kind, pairs);
  const keys = [[parsed("a|||X").state, 1]];
  return [said, total(said), byQuestion([["q|||A|B", said], ["p|||", 1]]), keys];
})));
"""

OFFICE = """
const { saver } = require(process.argv[1]);
const sent = [], said = [], copies = [], timers = [];
const replies = [];
const s = saver({
  version: 7,
  send: (body, leaving) => { sent.push([body, leaving]); const one = replies.shift();
    return one ? Promise.resolve(one) : Promise.reject(new Error("no connection")); },
  say: (kind) => said.push(kind),
  keep: (keys) => copies.push([...keys]),
  wait: (then, ms) => { timers.push([then, ms]); return timers.length - 1; },
  cancel: (at) => { if (timers[at]) timers[at][0] = () => {}; },
});
const ok = (version, conflicts = []) => ({ status: 200, reply: { version, conflicts, told: [] } });
const tick = async () => { const [then] = timers[timers.length - 1]; await then(); };
const known = (key, given) => s.shows(key, given);
(async () => {
  await (async () => { %s })();
  const waits = timers.map(([, ms]) => ms);
  const answers = sent.map(([body]) => body.answers), seen = sent.map(([body]) => body.seen);
  const leaving = sent.map(([, leaving]) => leaving), kept = copies[copies.length - 1];
  const came = { answers, seen, leaving, said, copies, kept, waits, unsaved: s.unsaved() };
  console.log(JSON.stringify({ ...came, last: said[said.length - 1] }));
})();
"""


def node(code: str, script: str, *arguments: str) -> Any:
    """What the script says; None on a machine without Node.js."""
    if shutil.which("node") is None:
        return None
    run = ["node", "-e", code, str(STATIC / script), *arguments]
    said = subprocess.run(run, check=True, capture_output=True, text=True, timeout=60)
    return json.loads(said.stdout)


def lived(steps: str, *asked: str) -> Any:
    """What is asked of a page on which this happens; None on a machine without Node.js."""
    came = node(OFFICE % steps, "form_saver.js")
    return None if came is None else [came[one] for one in asked]


# --- what the inputs say -------------------------------------------------------------------------

KINDS: list[Kind] = sorted({field.kind for field in PARCEL.fields})
words = st.sampled_from(["yes", "no", "0", "007", "42", "999999999999", "1000000000000", " ", ""])
written = words | texts | st.text("\r\n a", max_size=6)


@st.composite
def boxes(draw: st.DrawFn) -> tuple[Kind, list[tuple[str, str]]]:
    kind = draw(st.sampled_from(KINDS))
    parts = {
        "contact": ["name", "email"],
        "money": ["item", "amount"],
        "timetable": ["activity", "from"],
    }.get(kind, [""])
    rows = [str(n) for n in range(6)] if kind in ("money", "timetable") else [""]
    place = st.builds(Name, st.just("q"), st.sampled_from(rows), st.sampled_from(parts),
                      st.just(draw(st.sampled_from(ODD_STATES))))  # fmt: skip
    sent = draw(st.lists(st.tuples(place.map(str), written), max_size=6))
    return kind, sent


def test_the_script_reads_the_inputs_as_the_server_does(tmp_path: Path):
    asked: list[tuple[Kind, list[tuple[str, str]]]] = []

    @settings(max_examples=500, database=None, derandomize=True)
    @given(boxes())
    def ask(one: tuple[Kind, list[tuple[str, str]]]) -> None:
        asked.append(one)

    ask()
    file = tmp_path / "asked.json"
    file.write_text(json.dumps(asked), "utf-8")
    wanted = []
    for kind, pairs in asked:
        said = answered(kind, [(name, text) for one, text in pairs if (name := named(one))])
        places = {("q", "A|B"): said, ("p", ""): 1}
        wanted.append([said, total(said), by_question(places), [["X", 1]]])
    assert node(READ, "form_answers.js", str(file)) in (None, wanted)


# --- saving while one writes ----------------------------------------------------------------------


def test_only_what_changed_is_sent_a_moment_after_the_last_key():
    steps = """
      known("a|||", "A"); known("b|||", "B"); known("c|||Ghana", null);
      s.changed("a|||", "A1"); s.changed("b|||", "B"); s.changed("c|||Ghana", { name: "N" });
      replies.push(ok(8)); await tick();
    """
    answers = [{"a": "A1", "c": {"Ghana": {"name": "N"}}}]
    wanted = [answers, [7], [False], ["saving", "saved"], [1500, 1500, 1500], []]
    came = lived(steps, "answers", "seen", "leaving", "said", "waits", "unsaved")
    assert came in (None, wanted)


def test_a_copy_of_what_is_not_saved_is_kept_and_removed_once_it_is():
    steps = """
      s.changed("a|||", "A"); s.changed("b|||", "B"); replies.push(ok(8)); await tick();
    """
    assert lived(steps, "copies") in (None, [[["a|||"], ["a|||", "b|||"], []]])


def test_an_answer_that_is_written_back_as_it_was_is_not_sent():
    steps = 'known("a|||", "A"); s.changed("a|||", "AB"); s.changed("a|||", "A"); await tick();'
    assert lived(steps, "answers", "unsaved", "kept") in (None, [[], [], []])


def test_without_a_connection_it_is_kept_and_sent_again_ever_less_often():
    steps = """
      s.changed("a|||", "A"); for (let n = 0; n < 6; n++) await tick();
      replies.push(ok(8)); await tick();
    """
    said = ["saving", "offline"] * 6 + ["saving", "saved"]
    waits = [1500, 5000, 10000, 20000, 60000, 60000, 60000]
    assert lived(steps, "said", "waits", "copies") in (None, [said, waits, [["a|||"], []]])


def test_whoever_is_signed_out_is_told_and_their_text_is_sent_again():
    steps = 's.changed("a|||", "A"); replies.push({ status: 401, reply: null }); await tick();'
    wanted = ["signed_out", [1500, 5000], ["a|||"]]
    assert lived(steps, "last", "waits", "kept") in (None, wanted)


def test_what_is_refused_is_kept_and_not_sent_again():
    steps = """
      s.changed("a|||", "A"); replies.push({ status: 409, reply: { said: {} } }); await tick();
    """
    assert lived(steps, "last", "waits", "kept") in (None, ["refused", [1500], ["a|||"]])


def test_a_fault_of_the_server_is_tried_again():
    steps = """
      s.changed("a|||", "A"); replies.push({ status: 500, reply: { said: {} } }); await tick();
    """
    assert lived(steps, "last", "waits", "kept") in (None, ["offline", [1500, 5000], ["a|||"]])


def test_what_is_written_while_a_save_is_on_its_way_is_sent_after_it():
    steps = """
      s.changed("a|||", "A"); replies.push(ok(8), ok(9));
      const first = tick(); s.changed("a|||", "AB"); await first; await tick();
    """
    wanted = [[{"a": "A"}, {"a": "AB"}], [7, 8], []]
    assert lived(steps, "answers", "seen", "unsaved") in (None, wanted)


def test_somebody_elses_save_between_ours_is_never_overwritten_unseen():
    # Version 8 was somebody else's: what it changed is still unknown to this page.
    steps = """
      s.changed("a|||", "A"); replies.push(ok(9)); await tick();
      s.changed("a|||", "AB"); s.changed("b|||", "B"); replies.push(ok(10), ok(11));
      await tick(); await tick();
    """
    wanted = [[{"a": "A"}, {"a": "AB"}, {"b": "B"}], [7, 9, 7]]
    assert lived(steps, "answers", "seen") in (None, wanted)


CONFLICT = """
  s.changed("a|||", "Mine"); replies.push(ok(9, [{ question: "a", state: "" }])); await tick();
"""


def test_after_a_conflict_ours_stays_on_the_page_and_is_not_sent_by_itself():
    steps = f'{CONFLICT} await tick(); s.changed("b|||", "B"); replies.push(ok(10)); await tick();'
    wanted = [[{"a": "Mine"}, {"b": "B"}], ["a|||"], ["a|||"], "conflict"]
    assert lived(steps, "answers", "unsaved", "kept", "last") in (None, wanted)


def test_after_a_conflict_ours_is_sent_when_it_is_written_again():
    steps = f'{CONFLICT} s.changed("a|||", "Mine again"); replies.push(ok(10)); await tick();'
    wanted = [[{"a": "Mine"}, {"a": "Mine again"}], [7, 9], [], "saved"]
    assert lived(steps, "answers", "seen", "unsaved", "last") in (None, wanted)


def test_a_page_that_is_left_sends_at_once_what_waits():
    steps = 's.changed("a|||", "A"); replies.push(ok(8)); await s.flush(true);'
    assert lived(steps, "answers", "leaving") in (None, [[{"a": "A"}], [True]])
