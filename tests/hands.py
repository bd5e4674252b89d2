"""How somebody works a page: by the mouse, or by the keyboard alone and always seeing where."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Protocol

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

MOST: Final = 250
"""So many presses of the Tab key nobody would make on one page."""

_HAS_THE_FOCUS: Final = "one => one === document.activeElement"
_IS_SEEN: Final = """one => {
  const box = one.getClientRects()[0], style = getComputedStyle(one);
  const there = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
  const drawn = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  return one.matches(":focus-visible") && drawn && (one.contains(there) || there.contains(one));
}"""


class Hands(Protocol):
    """What one does on a page; everything is found by the words that name it."""

    def follow(self, words: str) -> None:
        """Follow a link, to the page it leads to."""

    def press(self, words: str) -> None:
        """Press a button that leads to another page."""

    def write(self, words: str, text: str) -> None:
        """Write into an input, instead of what was in it."""

    def tick(self, words: str) -> None:
        """Tick a box, or choose one of several."""

    def choose(self, words: str, option: str) -> None:
        """Choose an option of a list."""


@dataclass(frozen=True)
class Mouse:
    """Somebody who points and clicks."""

    page: "Page"

    def follow(self, words: str) -> None:
        with self.page.expect_navigation():
            _link(self.page, words).click()

    def press(self, words: str) -> None:
        with self.page.expect_navigation():
            _button(self.page, words).click()

    def write(self, words: str, text: str) -> None:
        _input(self.page, words).fill(text)

    def tick(self, words: str) -> None:
        _input(self.page, words).check()

    def choose(self, words: str, option: str) -> None:
        _input(self.page, words).select_option(label=option)


@dataclass(frozen=True)
class Keyboard:
    """Somebody who has no mouse: they go from one thing to the next, and see where they are."""

    page: "Page"

    def follow(self, words: str) -> None:
        self._go_to(_link(self.page, words))
        self._enter()

    def press(self, words: str) -> None:
        self._go_to(_button(self.page, words))
        self._enter()

    def write(self, words: str, text: str) -> None:
        self._go_to(_input(self.page, words))
        self.page.keyboard.press("Control+A")
        self.page.keyboard.type(text)

    def tick(self, words: str) -> None:
        self._go_to(_input(self.page, words))
        self.page.keyboard.press("Space")

    def choose(self, words: str, option: str) -> None:
        self._go_to(_input(self.page, words))
        self.page.keyboard.type(option)

    def _enter(self) -> None:
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def _go_to(self, there: "Locator") -> None:
        """Press Tab until the focus is there; it must be seen, and nothing may cover it."""
        for _ in range(MOST):
            if there.evaluate(_HAS_THE_FOCUS):
                assert there.evaluate(_IS_SEEN), f"the focus is not seen: {there}"
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"the keyboard does not come to {there} on {self.page.url}")


def _link(page: "Page", words: str) -> "Locator":
    return page.locator("main").get_by_role("link", name=words, exact=True).first


def _button(page: "Page", words: str) -> "Locator":
    return page.get_by_role("button", name=words, exact=True).first


def _input(page: "Page", words: str) -> "Locator":
    return page.locator("main").get_by_label(words, exact=True).first
