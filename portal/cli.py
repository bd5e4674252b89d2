"""The command line: `dossiers`. Data goes to stdout, talk to stderr; 1 is a refusal, 2 a misuse."""

import sys

import typer

from portal.commands import (
    attachments,
    audit,
    calendar,
    check,
    correspondents,
    cycle,
    doctor,
    dossier,
    draft,
    export,
    forms,
    letters,
    people,
    register,
    reports,
    running,
    wording,
    workflow,
)
from portal.commands.saying import at_the_end

app = typer.Typer(
    help="The workflow engine for the dossiers of the UNESCO 2003 Convention.",
    no_args_is_help=True,
    add_completion=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    epilog="Examples: dossiers demo; dossiers show 01853; dossiers audit verify",
)
running.add_to(app)
doctor.add_to(app)
dossier.add_to(app)
calendar.add_to(app)
app.add_typer(cycle.app, name="cycle")
app.add_typer(forms.app, name="forms")
draft.add_to(app)
export.add_to(app)
app.add_typer(attachments.app, name="attachments")
app.add_typer(check.app, name="check")
app.add_typer(register.app, name="register")
app.add_typer(audit.app, name="audit")
app.add_typer(workflow.app, name="workflow")
app.add_typer(letters.app, name="letters")
app.add_typer(wording.app, name="wording")
app.add_typer(reports.app, name="reports")
app.add_typer(correspondents.app, name="correspondents")
people.add_to(app)


def main() -> None:
    """Run the command; what a user can do wrong ends in a sentence, never in a traceback."""
    try:
        with at_the_end:
            app()
    except Exception as fault:
        sentence = _sentence(fault)
        if sentence is None:
            raise
        typer.echo(sentence, err=True)
        sys.exit(1)


def _sentence(fault: Exception) -> str | None:
    """What to say of a fault that is not ours; None when it is."""
    from portal.assemble import sentence_of

    return sentence_of(fault)
