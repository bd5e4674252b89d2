"""One dossier as JSON, in one shape.

    format       "ich-dossiers dossier 1"
    reference, file_number, title, states, cycle, version, facts
    workflow     name, en, fr
    state        name, en, fr
    shows        filing: the number of the filing that the form shows, or null; draft: whether it
                 shows a draft that was never filed
    filings      of each: number, at, by, entry (its number in the trail), hash, and as it was
                 filed: form, edition, states, answers, replies, attachments by SHA-256, told, ...
    draft        the same of a draft, where nothing was filed; else null
    sheets       of each check that was ended: hash, kept_at, and the sheet as it was kept
    attachments  of the form that is shown: file, its place in the archive, or null and the reason
    entries      the audit trail

Instants are UTC; words are in English and French. Halves of characters stay escaped.
"""

import json
from typing import Any, Final

from engine.content import stamp
from engine.runtime.store.kept import Store
from portal.exported.enclosed import Enclosure
from portal.exported.taken import Shown, Taken
from portal.filing.draft import Begun
from portal.filing.revisions import Revision

FORMAT: Final = "ich-dossiers dossier 1"


def dossier_json(taken: Taken, store: Store) -> bytes:
    """The dossier as JSON. OSError when the store does not answer."""
    text = json.dumps(as_data(taken, store), ensure_ascii=False, indent=2, sort_keys=False)
    # What is no character has no bytes in UTF-8, and in JSON an escape.
    return (text + "\n").encode("utf-8", "backslashreplace")


def as_data(taken: Taken, store: Store) -> dict[str, Any]:
    """The dossier as plain data."""
    one, shown = taken.dossier, taken.shown
    state = taken.workflow.state[one.state]
    return {
        "format": FORMAT,
        "reference": one.reference,
        "file_number": one.text("file_no"),
        "title": one.text("title"),
        "states": list(one.states),
        "cycle": one.cycle,
        "version": one.version,
        "workflow": {"name": one.workflow, **taken.workflow.title._asdict()},
        "state": {"name": one.state, **state.public._asdict()},
        "facts": dict(one.facts),
        "shows": {
            "filing": shown.revision.number if shown and shown.revision else None,
            "draft": bool(shown and shown.draft),
        },
        "filings": [_filing(revision) for revision in taken.revisions],
        "draft": _draft(shown.draft, shown) if shown and shown.draft else None,
        "sheets": [
            {"hash": sheet.hash, "kept_at": stamp(sheet.kept_at), **sheet.content}
            for sheet in taken.sheets
        ],
        "attachments": [_attachment(each, store) for each in shown.enclosed] if shown else [],
        "entries": [entry.record() for entry in taken.entries],
    }


def _filing(one: Revision) -> dict[str, Any]:
    return {
        "number": one.number,
        "at": one.entry.at,
        "by": one.entry.actor,
        "entry": one.entry.number,
        "hash": one.paper.hash,
        **one.content,
    }


def _draft(one: Begun, shown: Shown) -> dict[str, Any]:
    return {
        "form": one.form.code,
        "edition": one.edition.name,
        "states": list(shown.states),
        "version": one.draft.version,
        "at": stamp(one.draft.saved_at),
        "by": one.draft.saved_by,
        "answers": dict(one.given),
        "replies": dict(one.replies),
    }


def _attachment(one: Enclosure, store: Store) -> dict[str, Any]:
    why = one.left_out(store)
    return {
        **{name: getattr(one, name) for name in Enclosure.__dataclass_fields__},
        "file": None if why else one.path,
        "left_out": why._asdict() if why else None,
    }
