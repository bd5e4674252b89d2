"""Two toy forms in TOML, one with two editions and one that is closed."""

FORMS = """
[[form]]
code = "KENTE-1"
title.en = "Kente"
title.fr = "Le Kente"
workflows = ["weave"]
[[form]]
code = "KENTE-2"
title = { en = "Report", fr = "Rapport" }
closed = "Weaving Act 9"
"""
FIRST = """
form = "KENTE-1"
name = "2014"
from_cycle = 2014
to_cycle = 2023
cite = "Weaving Act 1"
mark = "verified"
note = "As printed."
[[section]]
number = "A"
title = { en = "The cloth", fr = "L'étoffe" }
[[section.field]]
name = "pattern"
kind = "text"
label = { en = "Pattern", fr = "Motif" }
help = { en = "Describe it.", fr = "Le décrire." }
criterion = "R.1"
limit = { unit = "words", least = 150, most = 250, cite = "Weaving Act 2", mark = "remembered" }
[[section.field]]
name = "dye"
kind = "choice"
label = { en = "Dye", fr = "Teinture" }
help = { en = "Choose it.", fr = "La choisir." }
required = false
per_state = true
choices = [
    { value = "blue", en = "Blue", fr = "Bleu" },
    { value = "red", en = "Red", fr = "Rouge" },
]
[[attached]]
document = "photographs"
least = 10
most = 10
cite = "Weaving Act 3"
mark = "remembered"
[[attached]]
document = "consent"
least = 0
per_state = true
cite = "Weaving Act 4"
mark = "interpretation"
"""
PATTERN = """
[[section]]
number = "A"
title = { en = "The cloth", fr = "L'étoffe" }
[[section.field]]
name = "pattern"
kind = "text"
label = { en = "Pattern", fr = "Motif" }
help = { en = "Describe it.", fr = "Le décrire." }
"""


def later(form: str, name: str, cycles: str) -> str:
    """Another edition, for these cycles."""
    return f'form = "{form}"\nname = "{name}"\n{cycles}\ncite = "c"\nmark = "verified"\n{PATTERN}'


SECOND = later("KENTE-1", "2024", "from_cycle = 2024")
REPORT = later("KENTE-2", "2014", "from_cycle = 2014\nto_cycle = 2023")
ALL = {"forms": FORMS, "first": FIRST, "second": SECOND, "report": REPORT}
