"""`python -m tests.screenshots`: pictures of the main pages of the demonstration."""

import io
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

from PIL import Image
from playwright.sync_api import sync_playwright

from tests.chromium import ARGUMENTS, executable
from tests.demonstration import Demonstration, demonstrated
from tests.pages_of_the_demonstration import Found

if TYPE_CHECKING:
    from playwright.sync_api import Browser

PICTURES: Final = Path(__file__).parent.parent / "docs" / "pictures"
WIDTHS: Final = (1280, 390)
TALLEST: Final = 2400
"""So many pixels of a page are shown at most."""

MAIN: Final = (
    ("start", "", "/"),
    ("cycle", "", "/cycles/2027"),
    ("ranking", "A. Lind", "/cycles/2027/ranking"),
    ("simulator", "A. Lind", "/cycles/2027/try?twin=on&ceiling=50"),
    ("statistics", "", "/statistics"),
    ("law", "", "/law"),
    ("desk", "A. Lind", "/desk"),
    ("dossier", "A. Lind", "/dossiers/{rl incomplete}"),
    ("state", "N. Osei", "/state"),
    ("letters", "R. Haddad", "/letters"),
)
"""The ten main pages: the name of the picture, who looks, and where."""

MORE: Final = (
    ("forecast", "A. Lind", "/letters/forecast?days=120"),
    ("form", "N. Osei", "/dossiers/{rl draft Ghana}/form/1"),
    ("filing", "N. Osei", "/dossiers/{rl draft Ghana}/form/check"),
)
"""Those that are shown wide alone."""


def pictures(browser: "Browser", of: Demonstration) -> Iterator[tuple[str, bytes]]:
    """Each picture, by the name of its file."""
    for name, who, address in MAIN + MORE:
        for width in WIDTHS if (name, who, address) in MAIN else WIDTHS[:1]:
            viewport = {"width": width, "height": 900}
            with of.signed_in(browser, who, viewport=viewport) as window:
                page = window.new_page()
                page.goto(address.format_map(Found(of.office)))
                tall = page.evaluate("document.documentElement.scrollHeight")
                # The window is as tall as the page: what sticks to its end covers nothing.
                page.set_viewport_size({"width": width, "height": tall})
                shown = page.screenshot(
                    animations="disabled",
                    clip={"x": 0, "y": 0, "width": width, "height": min(tall, TALLEST)},
                )
            ending = "" if width == WIDTHS[0] else f"-{width}"
            yield f"{name}{ending}.png", small(shown)


def small(shown: bytes) -> bytes:
    """The picture in as many colours as the eye can tell on such a page."""
    made = io.BytesIO()
    few = Image.open(io.BytesIO(shown)).convert("RGB").quantize(128, Image.Quantize.MEDIANCUT)
    few.save(made, "png", optimize=True)
    return made.getvalue()


def main() -> None:
    """Make the demonstration and take its pictures."""
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable(), args=ARGUMENTS)
        with demonstrated(Path(folder)) as of:
            for name, picture in pictures(browser, of):
                (PICTURES / name).write_bytes(picture)
                sys.stderr.write(f"{name}  {len(picture) // 1000} kB\n")
        browser.close()


if __name__ == "__main__":
    main()
