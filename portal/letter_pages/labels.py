"""What the office's reminders are about, by the name of their rule."""

from collections.abc import Mapping

from engine.runtime.office import Office
from engine.words import Words
from notifications.foresight import Foresight


def labels(office: Office) -> Mapping[str, Words]:
    """What the deadline of each rule is for; none where the office plans nothing."""
    plans = office.planner.plans if isinstance(office.planner, Foresight) else {}
    return {name: rule.label for name, rule in plans.items()}
