"""A toy workflow: a parcel that is packed, weighed, sent and signed for, or comes back."""

from engine.citation import Citation
from engine.dossier import NEW
from engine.parameters import read
from engine.rules import Question, rule
from engine.words import Words
from engine.workflow import Ask, State, Step, Workflow

TOY_LAW = read(
    [
        (
            "toy.toml",
            """
            [heaviest]
            label = "Heaviest parcel, in grams"
            [[heaviest.value]]
            since = 2020-01-01
            grams = 1000
            cite = "Parcel Act 3"
            mark = "verified"
            [[heaviest.value]]
            since = 2027-01-01
            grams = 2000
            cite = "Parcel Act 3, amended"
            mark = "remembered"
            """,
        )
    ]
)


def words(text: str) -> Words:
    return Words(text, f"{text} (fr)")


@rule("Parcel Act", "3", "Un colis n'est pas plus lourd que ne le permet la loi du jour.")
def light_enough(q: Question) -> Words | None:
    """A parcel is not heavier than the law of the day allows."""
    grams = q.answers.get("grams")
    most = q.law.on("heaviest", q.now.date())["grams"]
    if not isinstance(grams, int) or grams <= most:
        return None
    return Words(f"{grams} g is more than {most} g", f"{grams} g dépassent {most} g")


@rule("Parcel Act", "5", "Un colis a une adresse.")
def has_an_address(q: Question) -> Words | None:
    """A parcel has an address."""
    if q.dossier.text("address"):
        return None
    return Words("the parcel has no address", "le colis n'a pas d'adresse")


@rule("Parcel Act", "9", "Nul du nom de Thief ne touche à un colis.")
def not_a_thief(q: Question) -> Words | None:
    """Nobody by the name of Thief touches a parcel."""
    if q.actor.name != "Thief":
        return None
    return Words("Thief touches no parcel", "Thief ne touche à aucun colis")


def _state(name: str, owner: str, *, final: bool = False, needs: tuple[str, ...] = ()) -> State:
    named = words(name)
    return State(name, owner, named, named, named, final, needs)


def ask(name: str, kind: str, **more: object) -> Ask:
    return Ask(name, kind, words(name), **more)  # type: ignore[arg-type]


def step(
    trigger: str, source: str, target: str, by: tuple[str, ...], paragraph: str, **more: object
) -> Step:
    cite = Citation("Parcel Act", paragraph)
    return Step(trigger, source, target, by, words(trigger), cite, **more)  # type: ignore[arg-type]


TOY = Workflow(
    "parcel",
    words("Parcel"),
    (
        _state("packed", "clerk"),
        _state("weighed", "clerk", needs=("grams",)),
        _state("sent", "clerk", needs=("grams",)),
        _state("signed", "", final=True, needs=("grams",)),
        _state("lost", "", final=True),
    ),
    (
        step(
            "pack", NEW, "packed", ("sender",), "1",
            asks=(
                ask("address", "text", required=False),
                ask("predecessor", "text", required=False),
            ),
        ),
        step("address", "packed", "packed", ("sender",), "2", asks=(ask("address", "text"),)),
        step(
            "weigh", "packed", "weighed", ("clerk",), "3",
            asks=(ask("grams", "number"),), guards=(light_enough, has_an_address),
            stamps=("weighed_at",),
        ),
        step("send", "weighed", "sent", ("clerk",), "4", notify=("parcel_sent",)),
        step("sign", "sent", "signed", ("clerk",), "5", notify=("parcel_signed",), held=True),
        step("lose", "sent", "lost", ("clerk",), "6", needs_reason=True),
    ),
    always=(not_a_thief,),
    roles={
        "clerk": Words("clerk", "commis"),
        "sender": Words("sender", "expéditeur"),
    },
)  # fmt: skip

TOY_RULES = {rule.name: rule for rule in (light_enough, has_an_address, not_a_thief)}
