"""A thing said in the two working languages of the Committee."""

from typing import Literal, NamedTuple

Language = Literal["en", "fr"]


class Words(NamedTuple):
    """The same words in English and in French."""

    en: str
    fr: str

    def spoken(self, language: Language) -> str:
        """The words in that language."""
        return self.fr if language == "fr" else self.en
