"""What somebody typed into a page at the door."""

from collections.abc import Mapping

from portal.form_pages.body import pairs


def typed(body: bytes) -> Mapping[str, str]:
    """The inputs by their names, the last of each. Unfit when there are too many."""
    return dict(pairs(body))
