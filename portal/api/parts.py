"""Every part of the interface, in the order in which their addresses are tried."""

from typing import Final

from portal.api import (
    attaching,
    audit,
    bulk,
    confirming,
    cycles,
    decided,
    desk,
    drafting,
    exports,
    filed,
    forecast,
    in_word,
    law,
    letters,
    lists,
    me,
    one,
    opening,
    openings,
    order,
    outbox,
    places,
    sheets,
    states,
    status,
    stepping,
    taken,
    trials,
    views,
    webhooks,
    wording,
)

PARTS: Final = (
    exports, lists, opening, openings, one, status, taken, stepping, drafting, in_word, filed,
    confirming, attaching, sheets, desk, views, bulk, states, order, cycles, places, trials,
    decided, law, letters, outbox, forecast, wording, audit, webhooks, me,
)  # fmt: skip
