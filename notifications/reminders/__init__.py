"""Reminders: who is reminded of which deadline, when and why; thought out here, sent elsewhere.

Nothing here reads a clock, a database or a mailbox. The plans are data, `plans/*.toml`; a reminder
is derived from them, from a dossier and from its deadlines, and what is stored is only compared:

    shipped(states, deadlines)                   the plans, or all their faults       reading.py
    planned(dossier, deadlines, plans, closed)   the reminders a dossier should have  planner.py
    difference(stored, planned, now, why)        what to write, and what to withdraw  difference.py

A run of the sender takes the rows that are due through these, and each that falls out on the way
keeps its reason in both languages:

    asked_again(row, dossier, ...)               why it is no longer asked            guard.py
    replaced(kind, address, people)              why it no longer goes to somebody    guard.py
    to_send(due, now)                            the newest of each ladder            sending.py
    Preferences.silence(reminder)                what a person does not want          quiet.py
    Preferences.put_off(reminder, now)           what waits because a person asks     quiet.py

A reminder is named by `rule:reference:recipient:occurrence`, as in
`completion:RL-2028-0001:contact:2027-09-30-14d`: identifiers and days alone, so that planning
again finds what was planned before, whatever the letter says by then.
"""
