"""What an image says of itself, and whether it can be read to its end."""

import math
import warnings
from typing import Any, BinaryIO

from PIL import Image

from portal.attached.limits import Limits
from portal.attached.seen import Facts, Fault, Seen
from portal.attached.sentences import fault, figure

FORMATS = ("JPEG", "PNG", "TIFF", "WEBP")
"""The only decoders that are asked."""


def look(file: BinaryIO, limits: Limits) -> Seen:
    """Width, height, format and resolution. Raises whatever Pillow raises on a damaged image."""
    Image.MAX_IMAGE_PIXELS = limits.pixels
    with warnings.catch_warnings():
        # A warning stands between one time and two times the limit; ours has no second half.
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            return _look(file)
        except (Image.DecompressionBombWarning, Image.DecompressionBombError):
            return Seen({}, (_too_many_pixels(limits),))


def _look(file: BinaryIO) -> Seen:
    with Image.open(file, formats=FORMATS) as image:
        across, down = _resolution(image.info.get("dpi"))
        facts: Facts = {
            "width": image.width,
            "height": image.height,
            "format": str(image.format),
            "dpi": across,
            "dpi_down": down,
        }
        # A JPEG can be read small: every byte is still looked at, in a fraction of the memory.
        image.draft("RGB", (max(1, image.width // 8), max(1, image.height // 8)))
        image.load()
    return Seen(facts)


def _resolution(told: Any) -> tuple[int | None, int | None]:
    """Dots per inch as whole numbers; None where the file says none, or nonsense."""
    both = told if isinstance(told, tuple) and len(told) == 2 else (None, None)
    return _whole(both[0]), _whole(both[1])


def _whole(dots: Any) -> int | None:
    try:
        number = float(dots)
    except (TypeError, ValueError, ArithmeticError):
        return None
    return round(number) if math.isfinite(number) and 0 < number < 1_000_000 else None


def _too_many_pixels(limits: Limits) -> Fault:
    may = figure(limits.pixels)
    return fault(
        limits, "most_inside",
        f"The image has more than {may.en} pixels.",
        f"L'image a plus de {may.fr} pixels.",
    )  # fmt: skip
