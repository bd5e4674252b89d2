"""What of the answers can stand in a Word document, and what is said of the rest."""

import re
from collections.abc import Collection, Mapping
from typing import Any, Final

from engine.words import Language, Words
from forms.plain import grouped, nothing, visible
from forms.told import Place
from portal.word.sentences import NO, YES, quoted

_NOT_XML: Final = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NAMED: Final = 3
_FORM: Final = Place("", Words("form", "formulaire"))


class Given:
    """Answers of any shape, as texts and rows; `remarks` tells what of them is left out."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self.remarks: list[Words] = []

    def text(self, place: Place, value: Any) -> str:
        """A text, a number or a truth, with line ends as in all texts."""
        if value is None:
            return ""
        if isinstance(value, bool):
            return (YES if value else NO).spoken(self.language)
        if isinstance(value, int):
            return self._digits(place, value)
        if not isinstance(value, str):
            self._left_out(place, "it is not a text", "ce n'est pas un texte")
            return ""
        return self._held(place, value.replace("\r\n", "\n").replace("\r", "\n"))

    def parts(
        self, place: Place | None, value: Any, known: Collection[str]
    ) -> Mapping[str, Any]:  # fmt: skip
        """An answer made of parts with these names."""
        place = place or _FORM
        if nothing(value):
            return {}
        if not isinstance(value, Mapping):
            self._left_out(place, "it is not made of parts", "ce n'est pas fait de rubriques")
            return {}
        for name, one in value.items():
            if name not in known and not nothing(one):
                said = Words("left out, there is no such part", "omis, il n'y a pas de rubrique")
                self.remarks.append(place.saying(quoted(said, str(name))))
        return value

    def rows(self, place: Place, value: Any) -> list[Any]:
        """An answer made of rows, without the empty ones."""
        if nothing(value):
            return []
        if not isinstance(value, list | tuple):
            self._left_out(place, "it is not a list", "ce n'est pas une liste")
            return []
        return [row for row in value if not nothing(row)]

    def chosen(self, place: Place, value: Any, offered: Collection[str]) -> list[str]:
        """The choices taken, of those that are offered."""
        rows = self.rows(place, value)
        for one in rows:
            if one not in offered:
                said = Words(
                    "left out, it is none of the choices", "omis, ce n'est aucun des choix"
                )
                self.remarks.append(place.saying(quoted(said, str(one))))
        return [one for one in offered if one in rows]

    def _digits(self, place: Place, value: int) -> str:
        try:
            return str(value)
        except ValueError:  # Python writes no number of thousands of digits
            self._left_out(place, "the number is too large", "le nombre est trop grand")
            return ""

    def _held(self, place: Place, text: str) -> str:
        found = _NOT_XML.findall(text)
        if not found:
            return text
        named = ", ".join(visible(one) if visible(one) != one else f"U+{ord(one):04X}"
                          for one in dict.fromkeys(found[:_NAMED]))  # fmt: skip
        more, s = grouped(len(found)), "" if len(found) == 1 else "s"
        self.remarks.append(
            place.saying(
                Words(
                    f"{more.en} character{s} that no Word document can hold left out ({named})",
                    f"{more.fr} caractère{s} qu'aucun document Word ne peut contenir omis"
                    f" ({named})",
                )
            )
        )
        return _NOT_XML.sub("", text)

    def _left_out(self, place: Place, en: str, fr: str) -> None:
        self.remarks.append(place.saying(Words(f"left out, {en}", f"omis, {fr}")))
