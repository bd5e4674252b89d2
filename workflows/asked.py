"""The answers that several steps ask for."""

from workflows.table import ask

TITLE = ask("title", "line", "name of the element", "nom de l'élément")
PROJECT = ask("title", "line", "title of the request", "titre de la demande")
CYCLE = ask("cycle", "number", "cycle", "cycle")
STATES = ask("states", "texts", "submitting States Parties", "États parties soumissionnaires")
CONTACT = ask("contact", "line", "e-mail of the contact person", "courriel de la personne contact")
LANGUAGE = ask(
    "language", "choice", "language of the correspondence", "langue de la correspondance",
    required=False, choices=("en", "fr"),
)  # fmt: skip
PREDECESSOR = ask(
    "predecessor", "line", "dossier that this one succeeds", "dossier auquel celui-ci succède",
    required=False,
)  # fmt: skip
ILLUSTRATIVE = ask(
    "illustrative", "line", "what is illustrative here", "ce qui est illustratif ici",
    required=False,
)  # fmt: skip
LIST = ask(
    "list", "choice", "List on which the element is inscribed",
    "Liste sur laquelle l'élément est inscrit", choices=("USL", "RL"),
)  # fmt: skip
ELEMENT = ask(
    "element", "line", "file number of the inscribed element",
    "numéro de dossier de l'élément inscrit",
)  # fmt: skip
AMOUNT = ask("amount", "amount", "amount requested, in US$", "montant demandé, en dollars É.-U.")
DECISION = ask("decision", "line", "number of the decision", "numéro de la décision")
DECIDED_ON = ask("decided_on", "day", "day of the decision", "date de la décision")
RECEIVED_AT = ask("received_at", "instant", "instant of receipt", "instant de la réception")
OWN_ORDER = ask(
    "order", "number", "rank of this file among the State's own",
    "rang de ce dossier parmi ceux de l'État",
)  # fmt: skip
NAMED_BY = ask(
    "named_by", "line", "State that names this multinational file as its priority file",
    "État qui désigne ce dossier multinational comme son dossier prioritaire", required=False,
)  # fmt: skip
MISSING = ask("missing", "text", "what is missing", "ce qui manque")
FILING = ask("filing", "line", "the form as filed", "le formulaire tel que déposé", required=False)
SHEET = ask("sheet", "line", "sheet of the check", "fiche de contrôle", required=False)

COMMON = (STATES, CONTACT, LANGUAGE, PREDECESSOR, ILLUSTRATIVE)
