"""How long a video lasts and how it is made; whether that is long enough is asked elsewhere."""

from typing import Any, BinaryIO

from pymediainfo import MediaInfo

from portal.attached.limits import Limits
from portal.attached.seen import Fault, Seen
from portal.attached.sentences import fault

if not MediaInfo.can_parse():  # or every video would be called damaged
    raise ImportError("libmediainfo cannot be loaded")


def look(file: BinaryIO, limits: Limits) -> Seen:
    """Duration in whole seconds, codec, size of the picture, sound and subtitles."""
    info = MediaInfo.parse(file)
    general, pictures = info.general_tracks, info.video_tracks
    duration = _seconds(general[0].duration) if general else None
    if not pictures or duration is None:
        return Seen({"duration": duration}, (_no_picture(limits),))
    first = pictures[0]
    return Seen(
        {
            "duration": duration,
            "container": _text(general[0].format),
            "codec": _text(first.format),
            "width": _number(first.width),
            "height": _number(first.height),
            "sound": bool(info.audio_tracks),
            "subtitles": len(info.text_tracks),
        }
    )


def _seconds(milliseconds: Any) -> int | None:
    """Whole seconds, as a player counts them: 10 minutes and a frame are 10:00."""
    number = _number(milliseconds)
    return None if number is None else number // 1000


def _number(told: Any) -> int | None:
    try:
        return int(float(told))
    except (TypeError, ValueError, OverflowError):
        return None


def _text(told: Any) -> str | None:
    return None if told is None else str(told)[:100]


def _no_picture(limits: Limits) -> Fault:
    return fault(
        limits, "kinds_taken",
        "The video has no picture, or does not say how long it lasts.",
        "La vidéo ne contient pas d'image ou n'indique pas sa durée.",
    )  # fmt: skip
