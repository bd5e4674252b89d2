"""What keeps somebody out of a page: axe looks at it, and whether it is wider than the screen."""

from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from playwright.sync_api import Page

TAGS: Final = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

_RUN: Final = """async ([tags, colours]) => {
  const asked = {preload: false, resultTypes: ["violations"], runOnly: tags};
  asked.rules = {"color-contrast": {enabled: colours}};
  const {violations} = await axe.run(document, asked);
  return violations.flatMap(one => one.nodes.map(node => `${one.id}: ${node.target.join(" ")}`));
}"""
_WIDER: Final = "document.scrollingElement.scrollWidth - innerWidth"


def barriers(page: "Page", *, colours: bool = True) -> list[str]:
    """What axe finds on the page as it is shown now, each with where. Looking at the colours takes
    longer than all else."""
    # Evaluated by the browser's own tools: the page allows no script but its own.
    page.evaluate(_axe())
    found: list[str] = page.evaluate(_RUN, [TAGS, colours])
    return found


def wider(page: "Page") -> list[str]:
    """By how much the page must be pushed sideways to be read."""
    by = page.evaluate(_WIDER)
    return [f"wider than the screen by {by} pixels"] if by > 0 else []


@cache
def _axe() -> str:
    return (resources.files("axe_playwright_python") / "axe.min.js").read_text("utf-8")
