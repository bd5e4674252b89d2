"""What a person changes to try it: the ceiling, the rules, what stands outside, a file's facts.

A change reads NAME=VALUE; several values are joined by commas. NAME is `ceiling`, `mechanisms`,
`outside`, `levels`, `keys.LEVEL`, `names_multinational`, `counts_assistance`, or a file and one of
its facts, as in `02153.order`: `states` (joined by semicolons), `mechanism`, `kind`, `order`,
`named_by`, `carried_over`. Without a value, `order` and `named_by` are taken away.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any, Final

from engine.bilingual import headed
from engine.cycle_file import CycleFile
from engine.words import Words
from workflows.cycle_receipt import fits
from workflows.selection.cycle import Cycle
from workflows.selection.keys import KEYS
from workflows.selection.policies import Unusable
from workflows.selection.policy import KINDS, MECHANISMS, TRIAL, Policy, RuleSet
from workflows.states_parties import states_parties


class _Wrong(ValueError):
    """What is wrong with one change."""

    def __init__(self, en: str, fr: str) -> None:
        self.said = Words(en, fr)
        super().__init__(en)


def changed(cycle: Cycle, policy: Policy, changes: Iterable[str]) -> tuple[Cycle, Policy]:
    """The cycle and the policy with these changes made, in their order. Unusable with all that is
    wrong with any of them."""
    faults: list[Words] = []
    for change in changes:
        name, equals, value = (part.strip() for part in change.partition("="))
        file_no, point, fact = name.partition(".")
        try:
            if not equals:
                raise _Wrong("it is not NAME=VALUE", "ce n'est pas de la forme NOM=VALEUR")
            if point and file_no.isdigit():
                cycle = _with_fact(cycle, file_no.zfill(5), fact, value)
            else:
                policy = _with_rule(policy, name, value)
        except _Wrong as fault:
            faults.append(headed(change, fault.said))
    if faults:
        raise Unusable(faults)
    return cycle, policy


def changed_without(
    cycle: Cycle, policy: Policy, changes: Iterable[str], withdrawn: Iterable[str]
) -> tuple[Cycle, Policy]:
    """The same, and without these files. Unusable with all faults of both."""
    faults: list[Words] = []
    try:
        left = without(cycle, withdrawn)
    except Unusable as fault:
        left, faults = cycle, [*fault.said]
    try:
        made = changed(left, policy, changes)
    except Unusable as fault:
        raise Unusable([*faults, *fault.said]) from fault
    if faults:
        raise Unusable(faults)
    return made


def without(cycle: Cycle, withdrawn: Iterable[str]) -> Cycle:
    """The cycle without these files. Unusable where one is not there."""
    gone = {one.zfill(5) for one in withdrawn}
    strangers = sorted(gone - {file.file_no for file in cycle.files})
    if strangers:
        raise Unusable(headed(one, _NO_SUCH_FILE) for one in strangers)
    return replace(cycle, files=tuple(one for one in cycle.files if one.file_no not in gone))


def _with_rule(policy: Policy, name: str, value: str) -> Policy:
    if name in _CEILING:
        ceiling = replace(policy.ceiling, **_CEILING[name](value))
        return replace(policy, ceiling=replace(ceiling, cite=TRIAL, mark="interpretation"))
    what, _, level = name.partition(".")
    if what not in _RULES or bool(level) != (what == "keys"):
        known = ", ".join((*_CEILING, *_RULES)).replace("keys", "keys.LEVEL")
        raise _Wrong(
            f"one can set {known}, or a fact of a file as in 02153.order",
            f"on peut fixer {known}, ou un fait d'un dossier comme dans 02153.order",
        )
    rules = _RULES[what](policy.rules, value, level)
    return replace(policy, rules=replace(rules, cite=TRIAL, mark="interpretation"))


def _with_keys(rules: RuleSet, value: str, level: str) -> RuleSet:
    _among(level, [one.name for one in rules.levels])
    keys = _once(_several(value, KEYS))
    return replace(
        rules,
        levels=tuple(
            replace(one, keys=keys, cite=TRIAL, mark="interpretation") if one.name == level else one
            for one in rules.levels
        ),
    )


def _with_levels(rules: RuleSet, value: str, level: str) -> RuleSet:
    by_name = {one.name: one for one in rules.levels}
    order = _several(value, by_name)
    if sorted(order) != sorted(by_name):
        names = ", ".join(by_name)
        raise _Wrong(
            f"every level is named once: {names}", f"chaque niveau est nommé une fois : {names}"
        )
    return replace(rules, levels=tuple(by_name[one] for one in order))


_CEILING: Final[Mapping[str, Callable[[str], Mapping[str, Any]]]] = {
    "ceiling": lambda value: {"number": _number(value)},
    "mechanisms": lambda value: {"mechanisms": frozenset(_some(_several(value, MECHANISMS)))},
    "outside": lambda value: {"outside": frozenset(_several(value, KINDS))},
}
_NO_SUCH_FILE: Final = Words(
    "there is no such file in this cycle", "ce dossier ne figure pas dans ce cycle"
)
_RULES: Final[Mapping[str, Callable[[RuleSet, str, str], RuleSet]]] = {
    "levels": _with_levels,
    "keys": _with_keys,
    "names_multinational": lambda rules, value, _: replace(
        rules, names_multinational=_yes_no(value)
    ),
    "counts_assistance": lambda rules, value, _: replace(rules, counts_assistance=_yes_no(value)),
}


def _with_fact(cycle: Cycle, file_no: str, fact: str, value: str) -> Cycle:
    file = next((one for one in cycle.files if one.file_no == file_no), None)
    if file is None:
        raise _Wrong(*_NO_SUCH_FILE)
    if fact == "carried_over":
        untreated = cycle.past.untreated - {file_no}
        if _yes_no(value):
            untreated |= {file_no}
        return replace(cycle, past=replace(cycle.past, untreated=untreated))
    _among(fact, (*_FACTS, "carried_over"))
    other = replace(file, **{fact: _FACTS[fact](value)})
    _is_possible(other)
    files = (other if one is file else one for one in cycle.files)
    return replace(cycle, files=tuple(files))


def _is_possible(file: CycleFile) -> None:
    mechanism, kind = file.mechanism, file.kind
    if not fits(mechanism, kind):
        raise _Wrong(
            f"a file of {mechanism} cannot be of the kind {kind}",
            f"un dossier de {mechanism} ne peut être de la nature {kind}",
        )
    if file.named_by and (file.national or file.named_by not in file.states):
        raise _Wrong(
            "one of the States of a multinational file may name it",
            "un dossier multinational ne peut être désigné que par l'un de ses États",
        )


def _states(value: str) -> tuple[str, ...]:
    names = tuple(dict.fromkeys(name.strip() for name in value.split(";") if name.strip()))
    if unknown := [name for name in names if name not in states_parties()]:
        raise _Wrong(
            f"no State is named {', '.join(map(repr, unknown))}",
            f"aucun État ne porte le nom {', '.join(f'« {name} »' for name in unknown)}",
        )
    if not names:
        raise _Wrong("it names no State", "aucun État n'est nommé")
    return names


_FACTS: Final[Mapping[str, Callable[[str], Any]]] = {
    "states": _states,
    "mechanism": lambda value: _among(value, MECHANISMS),
    "kind": lambda value: _among(value, KINDS),
    "order": lambda value: _rank(value) if value else None,
    "named_by": str,
}


def _among(value: str, known: Iterable[str]) -> str:
    names = tuple(known)
    if value not in names:
        raise _Wrong(
            f"{value!r} is none of {', '.join(names)}",
            f"« {value} » ne figure pas parmi {', '.join(names)}",
        )
    return value


def _several(value: str, known: Iterable[str]) -> tuple[str, ...]:
    names = tuple(known)
    return tuple(_among(one.strip(), names) for one in value.split(",") if one.strip())


def _once(names: tuple[str, ...]) -> tuple[str, ...]:
    if twice := ", ".join(sorted({one for one in names if names.count(one) > 1})):
        raise _Wrong(f"it names {twice} twice", f"nommé deux fois : {twice}")
    return names


def _some(names: tuple[str, ...]) -> tuple[str, ...]:
    if not names:
        raise _Wrong("it names none", "rien n'est nommé")
    return names


def _rank(value: str) -> int:
    if rank := _number(value):
        return rank
    raise _Wrong(
        "the first file of a State has rank 1, not 0",
        "le premier dossier d'un État a le rang 1, et non 0",
    )


def _number(value: str) -> int:
    if not (value.isascii() and value.isdigit() and len(value) <= 6):
        raise _Wrong(f"{value!r} is not a whole number", f"« {value} » n'est pas un nombre entier")
    return int(value)


def _yes_no(value: str) -> bool:
    if value not in ("yes", "no"):
        raise _Wrong(f"{value!r} is neither yes nor no", f"« {value} » n'est ni yes ni no")
    return value == "yes"
