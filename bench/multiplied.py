"""One dossier multiplied in the database: its rows again, under other references, titles, States
and dates; and what belongs to all of them."""

from collections.abc import Sequence
from typing import Final

_COPIES: Final = """
FROM {table} AS one,
    LATERAL (SELECT :first + n AS n, 'RL-' || lpad((:first + n)::text, 7, '0') AS name,
        interval '1 year' * (n % :years) AS ago, 2025 - n % :years AS year,
        hashint4(:first + n) & 1048575 AS chance, hashint4(-:first - n) & 1048575 AS other
        FROM generate_series(1, :copies) AS n) AS copy
WHERE one.reference = :one"""

# A few States submit many files, and many submit few; every third file is of two States.
_SUBMITTED: Final = """jsonb_build_array((CAST(:states AS text[]))
        [1 + trunc(:most * (copy.chance / 1048576.0) ^ 2)::int])
    || CASE WHEN copy.n % 3 = 0 THEN jsonb_build_array((CAST(:states AS text[]))
        [1 + trunc(:most * (copy.other / 1048576.0) ^ 2)::int]) ELSE '[]' END"""

_DOSSIERS: Final = f"""
INSERT INTO dossier (reference, workflow, definition, state, version, head, facts, cycle,
    received_at, decision, file_no, predecessor, opened_at, moved_at)
SELECT copy.name, workflow, definition, state, version, head,
    facts || jsonb_build_object('title', 'Weaving of the northern coast, ' || copy.n,
        'cycle', copy.year, 'states', {_SUBMITTED}),
    copy.year, received_at - copy.ago, decision,
    CASE WHEN file_no IS NOT NULL THEN lpad(copy.n::text, 7, '0') END, predecessor,
    opened_at - copy.ago, moved_at - copy.ago - interval '1 second' * (copy.n % 100000)
{_COPIES.format(table="dossier")}"""

_ENTRIES: Final = f"""
INSERT INTO entry (reference, number, at, actor, role, trigger, source, target, workflow,
    definition, law, facts, reason, request, through, previous, hash)
SELECT copy.name, number, at - copy.ago, actor, role, trigger, source, target, workflow,
    definition, law, facts, reason, request, through, previous, hash
{_COPIES.format(table="entry")}"""

# Whatever was not held has left; of a file that is closed, the held letters too.
_LETTERS: Final = f"""
INSERT INTO letter (key, reference, number, template, facts, status, due_at, sent_at, attempts,
    address, role)
SELECT copy.name || substr(key, length(one.reference) + 1), copy.name, number, template, facts,
    CASE WHEN :closed OR status <> 'held' THEN 'sent' ELSE status END, due_at - copy.ago,
    CASE WHEN :closed OR status <> 'held' THEN due_at - copy.ago + interval '1 minute' END,
    1, address, role
{_COPIES.format(table="letter")}"""

_REMINDERS: Final = f"""
INSERT INTO reminder (reference, rule, recipient, occurrence, due_at, status, planned_at,
    reason_en, reason_fr, resumes)
SELECT copy.name, rule, recipient, occurrence, due_at - copy.ago,
    CASE WHEN :closed AND status = 'planned' THEN 'cancelled' ELSE status END,
    planned_at - copy.ago, reason_en, reason_fr, resumes
{_COPIES.format(table="reminder")}"""

OF_A_DOSSIER: Final[Sequence[str]] = (_DOSSIERS, _ENTRIES, _LETTERS, _REMINDERS)
"""In this order, with `one` (a reference), `first` and `copies` (numbers), `years`, `closed`,
`states` (names) and `most` (how many names)."""

PARTIES: Final = """
INSERT INTO party (reference, state)
SELECT DISTINCT reference, jsonb_array_elements_text(facts -> 'states') FROM dossier
ON CONFLICT DO NOTHING"""

LED: Final = """
INSERT INTO post (kind, concerns, address, since, named_by)
SELECT 'officer', reference,
    'officer' || (row_number() OVER (ORDER BY reference)) % :officers || '@example.org',
    opened_at, 'bench'
FROM dossier"""

OFFICERS: Final = """
INSERT INTO correspondent (address, name, language, both_languages, active, changed_at,
    changed_by)
SELECT 'officer' || n || '@example.org', 'Officer ' || n, 'en', false, true, now(), 'bench'
FROM generate_series(0, :officers - 1) AS n"""

REGISTER: Final = """
INSERT INTO element (file_no, name, list, year, since, states, decision)
SELECT 'E' || n, 'Weaving of the southern coast, ' || n, 'RL', 2008 + n % 14,
    make_date(2008 + n % 14, 12, 1), jsonb_build_array((CAST(:states AS text[]))[1 + n % :most]),
    (3 + n % 14) || '.COM 8.b.' || n
FROM generate_series(1, 700) AS n"""

INDEXED: Final = """
SELECT indexname, indexdef FROM pg_indexes
WHERE tablename IN ('dossier', 'entry', 'letter', 'reminder', 'party', 'post')
    AND indexname NOT IN (SELECT conname FROM pg_constraint)"""
"""The indexes that are quicker to make anew than to keep while so much is put in."""
