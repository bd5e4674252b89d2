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


@rule("Parcel Act", "3")
def light_enough(q: Question) -> str | None:
    """A parcel is not heavier than the law of the day allows."""
    grams = q.answers.get("grams")
    most = q.law.on("heaviest", q.now.date())["grams"]
    if not isinstance(grams, int) or grams <= most:
        return None
    return f"{grams} g is more than {most} g"


@rule("Parcel Act", "5")
def has_an_address(q: Question) -> str | None:
    """A parcel has an address."""
    return None if q.dossier.text("address") else "the parcel has no address"


@rule("Parcel Act", "9")
def not_a_thief(q: Question) -> str | None:
    """Nobody by the name of Thief touches a parcel."""
    return "Thief touches no parcel" if q.actor.name == "Thief" else None


def words(text: str) -> Words:
    return Words(text, f"{text} (fr)")


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
)  # fmt: skip

TOY_RULES = {rule.name: rule for rule in (light_enough, has_an_address, not_a_thief)}
