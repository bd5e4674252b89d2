"""Headers of mail: read once where many letters share them, and whole where they are an address."""

from email.headerregistry import BaseHeader, HeaderRegistry, UnstructuredHeader
from email.policy import Policy, default
from functools import lru_cache
from typing import Any, Final


class _Whole(UnstructuredHeader, BaseHeader):
    """Addresses in angle brackets: the standard library would encode one that is longer than a
    line, and no program could read it any more."""

    def fold(self, *, policy: "Policy[Any]") -> str:
        """The header in one line."""
        return f"{self.name}: {self}{policy.linesep}"


class _Written(BaseHeader):
    """A header that is put into lines once for each manner of writing it."""

    def fold(self, *, policy: "Policy[Any]") -> str:
        """The header in lines, as that policy writes it."""
        manner = (policy.linesep, policy.max_line_length, getattr(policy, "utf8", False))
        lines: dict[tuple[Any, ...], str] = self.__dict__.setdefault("lines", {})
        if manner not in lines:
            lines[manner] = super().fold(policy=policy)
        return lines[manner]


class _Kinds(HeaderRegistry):
    """What each header is made of, put together once and not for every header again."""

    def __init__(self) -> None:
        super().__init__()
        self.made: dict[str, type] = {}
        for name in ("in-reply-to", "references", "list-unsubscribe"):
            self.map_to_type(name, _Whole)

    def __getitem__(self, name: str) -> type:
        if name not in self.made:
            kind = super().__getitem__(name)
            self.made[name] = type(kind.__name__, (_Written, kind), {})
        return self.made[name]


POLICY: Final = default.clone(header_factory=_Kinds())


@lru_cache(maxsize=4096)
def header(name: str, value: str) -> Any:
    """A header that many letters share: reading one costs more than rendering a letter."""
    return POLICY.header_factory(name, value)
