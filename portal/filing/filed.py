"""A dossier as the completeness check sees it: its draft, or what was filed last."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from engine.content import stamp
from engine.dossier import Dossier
from engine.runtime import attachments, counted
from engine.runtime.attachments import Attachment
from engine.runtime.database import Link
from engine.runtime.papers import Paper
from engine.words import Words
from forms.answers import Filled, read
from forms.catalogue import forms
from forms.form import Edition, Form
from portal.filing.asked import year_of
from portal.filing.draft import Begun
from workflows.catalogue import workflows
from workflows.check import filed as check
from workflows.check.filed import Filed


def drafted(connection: Link, of: Begun, now: datetime) -> Filed:
    """The file as it would be if its draft were filed now."""
    there = attachments.attachments(connection, of.dossier.reference)
    return _filed(connection, of.dossier, of.form, of.edition, of.filled, there, now)


def handed_in(connection: Link, dossier: Dossier, filing: Paper) -> Filed:
    """The file as it was filed; a virus that was found in it since is known."""
    form, edition = forms()[filing.content["form"]], edition_filed(filing)
    filled = read(edition, filing.content["states"], filing.content["answers"])
    numbers = [one["number"] for one in filing.content["attachments"]]
    there = attachments.numbered(connection, dossier.reference, numbers)
    return _filed(connection, dossier, form, edition, filled, there, filing.kept_at)


def edition_filed(filing: Paper) -> Edition:
    """The edition that something was filed on."""
    form = forms()[filing.content["form"]]
    return next(one for one in form.editions if one.name == filing.content["edition"])


def _filed(
    connection: Link,
    dossier: Dossier,
    form: Form,
    edition: Edition,
    filled: Filled,
    there: Sequence[Attachment],
    at: datetime,
) -> Filed:
    received = dossier.instant("received_at") or at
    dossier = replace(dossier, facts={**dossier.facts, "received_at": stamp(received)})
    return Filed(
        dossier,
        form,
        edition,
        year_of(dossier, at),
        filled,
        tuple(_seen(one) for one in there),
        own_files(connection, dossier),
    )


def own_files(connection: Link, dossier: Dossier) -> int:
    """How many files a State has in the cycle of its dossier, this one included; those that ended
    are not counted, and what several States submit together belongs to none of them alone."""
    if dossier.cycle is None:
        return 1
    others = counted.others(connection, dossier.cycle, dossier.states, dossier.reference)
    return 1 + sum(
        number for workflow, state, number in others if not workflows()[workflow].state[state].final
    )


def _seen(one: Attachment) -> check.Attachment:
    faults = [Words(en, fr) for en, fr, _ in one.faults]
    if one.status == "refused":
        faults.append(
            Words(
                f"a virus was found in it ({one.problem}); please send a clean file",
                f"un virus y a été trouvé ({one.problem}) ; veuillez envoyer un fichier sain",
            )
        )
    document: Any = one.document
    return check.Attachment(
        document, one.name, one.state, dict(one.facts), tuple(faults), one.caption, one.credit
    )
