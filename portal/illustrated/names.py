"""Invented names of elements and projects."""

from typing import Final

CRAFTS: Final = (
    "Reed boat building", "Harvest songs", "Bobbin lace", "Shadow theatre", "Mountain bread",
    "Lute making", "Salt gathering", "Rain ceremonies", "Felt carpets", "Storytelling by the well",
    "Bell casting", "Stilt dancing", "Indigo dyeing", "Weather lore of fishers", "Stone terraces",
    "Masks of the new year", "Herbal healing", "Wooden bridges", "Wedding laments", "Kite flying",
    "Bamboo flutes", "Camel racing songs", "Clay ovens", "River pilgrimages",
)  # fmt: skip
"""What an invented element is."""

PROJECTS: Final = (
    "An inventory of {}", "A school for {}", "Bearers and youth: {}", "After the flood: {}",
    "Documenting {}", "A network for {}",
)  # fmt: skip
"""What an invented request asks assistance for."""
