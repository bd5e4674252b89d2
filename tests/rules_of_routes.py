"""Every route of the portal with the rule that holds for it, and what follows for a person."""

from collections.abc import Mapping
from typing import Any, Final

from engine.dossier import NEW, Actor, Dossier
from portal.access import files, rooms
from portal.api.scopes import SCOPES
from portal.filing.draft import WRITES_IN
from workflows.catalogue import workflows
from workflows.roles import AUDITOR, OFFICE

# Rules, one after another; the first that stands against it decides:
#   public           nobody is asked for
#   nothing          nothing is there for anybody (404 for all alike)
#   own              for whoever is signed in (401)
#   opens            for who may open a dossier (401, 403)
#   opened WORKFLOW  what others may open is not there for them (404)
#   acts             for officers, who act in somebody's place (401, 403)
#   reads ROOM, writes ROOM     as portal.access.rooms say (401, 403)
#   scope NAME       for a token whose role can hold that scope (401, 403)
#   knows            who knows of the dossier (404)
#   whole            who reads all of it (403)
#   answers          who writes its answers (403)
#   draft            who reads what its State is writing (403)
#   office           who checks it (403)
#   correspondence   who reads its letters (403)
#   filed            what was never filed is for those who write it (404)
#   letters          who reads a letter of it that has not left (404)
#   missing          what is asked for is not there, once all else let one through (404)
_A_DOSSIER: Final = "own, knows, whole"
_ITS_DRAFT: Final = f"{_A_DOSSIER}, draft"
_ITS_ANSWERS: Final = f"{_A_DOSSIER}, answers"

PAGES: Final[Mapping[str, str]] = {
    "GET /": "public",
    "GET /status": "public",
    "GET /under-process": "public",
    "GET /decisions": "public",
    "GET /decisions/{session}": "public",
    "GET /statistics": "public",
    "GET /law": "public",
    "GET /law/{key}": "public",
    "GET /help": "public",
    "GET /accessibility": "public",
    "GET /api": "public",
    "GET /cycles": "public",
    "GET /cycles/{address}": "public",
    "GET /cycles/{address}/ranking": "public",
    "POST /cycles/{address}/ranking": "writes selection",
    "GET /cycles/{address}/try": "reads selection",
    "GET /cycles/{address}/calendar": "public",
    "GET /cycles/{address}/calendar.ics": "public",
    "GET /desk": "reads desk",
    "POST /desk/steps": "writes desk",
    "POST /desk/views": "reads desk",
    "GET /state": "reads state",
    "GET /state/order": "reads state",
    "POST /state/order": "writes state, missing",
    "GET /state/letters": "reads state",
    "GET /state/feeds": "own",
    "POST /state/feeds": "own",
    "POST /state/feeds/end": "own, missing",
    "GET /feeds/{token}.ics": "nothing",
    "GET /sign-in": "public",
    "POST /sign-in": "door",
    "GET /sign-in/forgotten": "public",
    "POST /sign-in/forgotten": "public",
    "GET /reset/{token}": "nothing",
    "POST /reset/{token}": "nothing",
    "GET /enter/{token}": "nothing",
    "POST /enter/{token}": "nothing",
    "GET /leave": "public",
    "POST /leave": "public",
    "GET /demo": "public",
    "POST /demo/{number}": "nothing",
    "GET /account/second": "own",
    "GET /account/second/codes": "own",
    "POST /account/second/codes": "own",
    "GET /account/second/codes/picture.svg": "own",
    "POST /account/second/codes/confirm": "own",
    "POST /account/second/passkeys/options": "own",
    "POST /account/second/passkeys": "own",
    "GET /account/second/passkeys/{identifier}": "own",
    "POST /account/second/passkeys/{identifier}": "own",
    "GET /account/second/sure/{what}": "own",
    "POST /account/second/sure/{what}": "own",
    "GET /sign-in/second": "public",
    "POST /sign-in/second": "public",
    "POST /sign-in/second/passkey/options": "public",
    "POST /sign-in/second/passkey": "public",
    "GET /sign-in/passkey": "public",
    "POST /sign-in/passkey": "public",
    "POST /sign-in/passkey/options": "public",
    "GET /sign-in/provider": "nothing",
    "GET /sign-in/provider/back": "nothing",
    "GET /sign-in/provider/refused/{why}": "nothing",
    "GET /account": "own",
    "POST /account/settings": "own",
    "POST /account/password": "own",
    "POST /account/sessions": "own, missing",
    "POST /account/sign-out-everywhere": "own",
    "GET /account/tokens": "own",
    "POST /account/tokens": "own",
    "POST /account/tokens/{token}/end": "own",
    "GET /act": "acts",
    "POST /act": "acts",
    "POST /act/end": "own",
    "GET /accounts": "reads accounts",
    "GET /accounts/invite": "writes accounts",
    "POST /accounts/invite": "writes accounts",
    "POST /accounts/invited": "writes accounts, missing",
    "GET /accounts/{number}": "reads accounts",
    "POST /accounts/{number}": "writes accounts",
    "GET /audit": "reads audit",
    "GET /webhooks": "reads webhooks",
    "POST /webhooks": "writes webhooks",
    "GET /webhooks/{number}": "reads webhooks",
    "POST /webhooks/{number}/again": "writes webhooks",
    "POST /webhooks/{number}/end": "writes webhooks",
    "GET /wording": "reads wording",
    "GET /wording/{key}/{language}": "reads wording",
    "POST /wording/{key}/{language}": "writes wording",
    "GET /letters": "reads letters",
    "POST /letters": "writes letters",
    "GET /letters/forecast": "reads letters",
    "POST /letters/forecast": "writes letters",
    "GET /letters/search": "reads letters",
    "GET /letters/{key:path}": "reads letters",
    "POST /letters/{key:path}": "writes letters",
    "GET /reminders/{token}": "nothing",
    "POST /reminders/{token}": "nothing",
    "GET /reminders/{token}/unsubscribe": "nothing",
    "POST /reminders/{token}/unsubscribe": "nothing",
    "GET /healthz": "public",
    "GET /readyz": "public",
    "GET /metrics": "nothing",
    "GET /robots.txt": "public",
    "GET /.well-known/security.txt": "public",
    "GET /dossiers/new": "opens",
    "POST /dossiers/new": "opens, opened rl",
    "GET /find": "knows",
    "GET /dossiers/{reference:path}": "knows",
    "GET /dossiers/{reference}/confirm": _ITS_DRAFT,
    "POST /dossiers/{reference}/confirm": "writes state, knows, whole, confirms",
    "GET /dossiers/{reference}/steps/{trigger}": _A_DOSSIER,
    "POST /dossiers/{reference}/steps/{trigger}": _A_DOSSIER,
    "GET /dossiers/{reference}/letters/{key:path}": "own, knows, letters",
    "GET /dossiers/{reference}/form": _ITS_DRAFT,
    "PATCH /dossiers/{reference}/form": _ITS_ANSWERS,
    "GET /dossiers/{reference}/form/word.docx": _ITS_DRAFT,
    "GET /dossiers/{reference}/form/word": "public",
    "POST /dossiers/{reference}/form/word": _ITS_ANSWERS,
    "GET /dossiers/{reference}/form/check": _ITS_DRAFT,
    "POST /dossiers/{reference}/form/check": _ITS_ANSWERS,
    "POST /dossiers/{reference}/form/replies": _ITS_ANSWERS,
    "GET /dossiers/{reference}/form/{section}": _ITS_DRAFT,
    "POST /dossiers/{reference}/form/{section}": _ITS_ANSWERS,
    "GET /dossiers/{reference}/check": f"{_A_DOSSIER}, office",
    "POST /dossiers/{reference}/check": "own, office, knows, whole",
    "GET /dossiers/{reference}/changes": _A_DOSSIER,
    "GET /dossiers/{reference}/export.{ending}": _A_DOSSIER,
    "GET /dossiers/{reference}/attachments": _A_DOSSIER,
    "POST /dossiers/{reference}/attachments": _ITS_ANSWERS,
    "GET /dossiers/{reference}/attachments/{number}": f"{_A_DOSSIER}, filed",
    "POST /dossiers/{reference}/attachments/{number}/describe": _ITS_ANSWERS,
    "POST /dossiers/{reference}/attachments/{number}/remove": _ITS_ANSWERS,
}

ALLOWED: Final = 0


def expected(
    rule: str, who: Actor | None, dossier: Dossier, *, filed: bool, written: bool = True
) -> int:
    """The status by which this person is refused; ALLOWED where they are not. `filed`: whether its
    attachments were; `written`: whether a letter of it waits to leave."""
    for part in rule.split(", "):
        name, _, of = part.partition(" ")
        if refused := _refused(name, of, who, dossier, filed, written):
            return refused
    return ALLOWED


def _refused(name: str, of: str, who: Any, dossier: Dossier, filed: bool, written: bool) -> int:
    if name in ("public", "door"):
        return ALLOWED
    if name in ("nothing", "missing"):
        return 404
    if name in ("own", "opens", "acts", "reads", "writes", "scope") and who is None:
        return 401

    def who_opens(workflow: str) -> bool:
        return who.role in workflows()[workflow].step["open", NEW].by

    against = {
        "own": lambda: False,
        "opens": lambda: not any(map(who_opens, workflows())),
        "acts": lambda: files.acts_in_the_place_of(who),
        "reads": lambda: rooms.reads_in(who, of),
        "writes": lambda: rooms.writes_in(who, of),
        "scope": lambda: who.role not in SCOPES[of].roles,
        "whole": lambda: files.reads(who, dossier),
        "answers": lambda: files.writes_answers(who, dossier),
        "draft": lambda: dossier.state in WRITES_IN and files.reads_draft(who, dossier),
        "confirms": lambda: files.confirms(who, dossier, dossier.states[0]),
        "correspondence": lambda: files.reads_letters(who, dossier),
        "office": lambda: who.role not in OFFICE,
    }
    if name in against:
        return 403 if against[name]() else ALLOWED
    hidden = {
        "opened": lambda: not who_opens(of),
        "knows": lambda: not files.knows(who, dossier),
        "filed": lambda: not filed and files.writes_answers(who, dossier) is not None,
        "letters": lambda: (
            not written
            or files.reads_letters(who, dossier) is not None
            or who.role not in (*OFFICE, AUDITOR)
        ),
    }
    return 404 if hidden[name]() else ALLOWED
