"""Where a number, a rule or a refusal comes from, and how sure we are of it."""

from dataclasses import dataclass
from typing import Final, Literal, get_args

Mark = Literal["verified", "remembered", "interpretation", "illustrative"]
"""`verified`: read in a public text. `remembered`: known, not confirmed in a page.
`interpretation`: a reading chosen where the texts are silent. `illustrative`: for demonstration."""

MARKS: Final[tuple[str, ...]] = get_args(Mark)


@dataclass(frozen=True, slots=True)
class Citation:
    """A paragraph of a text: `Citation("OD", "54")` reads "OD 54"."""

    source: str
    paragraph: str

    def __str__(self) -> str:
        return f"{self.source} {self.paragraph}".strip()


def house(paragraph: str) -> Citation:
    """A paragraph of docs/house-rules.md: the rules of the system itself."""
    return Citation("House rule", paragraph)
