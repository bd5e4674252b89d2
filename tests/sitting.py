"""People who sit down before the pages of an office in a real browser, one after the other."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from sqlalchemy import Engine

from engine.runtime.database import writer
from engine.runtime.definitions import Lawbook
from engine.runtime.office import Office
from engine.runtime.register import add
from engine.words import Language
from portal.assemble import application, archive, foresight
from portal.days import SimulatedClock
from portal.demo_accounts import demonstration_accounts
from portal.register import published
from portal.settings import Kept, Settings
from portal.words import link, named, say
from tests.hands import Hands, Mouse
from tests.serving import served
from workflows.catalogue import rules, workflows
from workflows.law import law

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

WORKFLOW: Final = workflows()["rl"]

PATIENCE: Final = 15_000
"""So many milliseconds one waits for a page, or for something on it."""


@dataclass(frozen=True)
class Sitting:
    """Somebody before a page: what they see, and how they work it."""

    page: "Page"
    hands: Hands
    language: Language

    def goes_to(self, *parts: object, **query: str) -> None:
        """Open a page of the office."""
        self.page.goto(link(self.language, *parts, **query))

    def says(self, name: str, *values: object) -> str:
        """The words of the pages of that name."""
        return say(self.language, name, *values)

    def named(self, kind: str, name: str) -> str:
        """The words for a name of that kind."""
        return named(self.language, kind, name)

    def event(self, trigger: str) -> str:
        """The words for a step."""
        step = next(one for one in WORKFLOW.steps if one.trigger == trigger)
        return step.event.spoken(self.language)

    def label(self, trigger: str, name: str) -> str:
        """The words for what a step asks for."""
        step = next(one for one in WORKFLOW.steps if one.trigger == trigger)
        ask = next(one for one in step.asks if one.name == name)
        label = ask.label.spoken(self.language)
        return label if ask.required else f"{label} {self.says('optional')}"

    def takes(self, reference: str, trigger: str, **answers: str) -> None:
        """Take a step from the page of the dossier, with these answers written into its form."""
        self.goes_to("dossiers", reference)
        self.hands.follow(self.event(trigger))
        for name, answer in answers.items():
            self.hands.write(self.label(trigger, name), answer)
        self.hands.press(self.says("step_do", self.event(trigger)))

    def reads(self, words: str) -> bool:
        """Whether the page says so."""
        return words in " ".join(self.page.locator("main").inner_text().split())


@dataclass
class Portal:
    """The pages of an office that has just begun, and everything a browser complained of."""

    browser: "Browser"
    office: Office
    clock: SimulatedClock
    address: str
    language: Language = "en"
    wrong: list[str] = field(default_factory=list)

    @contextmanager
    def sits(
        self, name: str = "", hands: "Callable[[Page], Hands]" = Mouse, **more: object
    ) -> Iterator[Sitting]:
        """Somebody of the demonstration who comes in with one click; nobody's name is the public.

        They leave in the end: the clock may then go on for months.
        """
        with self.browser.new_context(base_url=self.address, **more) as context:  # type: ignore[arg-type] # what a window is like
            context.set_default_timeout(PATIENCE)
            self._watch(context)
            page = context.new_page()
            sitting = Sitting(page, hands(page), self.language)
            if name:
                sitting.goes_to("demo")
                sitting.hands.press(sitting.says("demo_enter", name))
            yield sitting

    def _watch(self, context: "BrowserContext") -> None:
        host = urlsplit(self.address).netloc
        context.on(
            "console",
            lambda said: (
                self.wrong.append(said.text) if said.type in ("error", "warning") else None
            ),
        )
        context.on("weberror", lambda found: self.wrong.append(str(found.error)))
        context.on(
            "request",
            lambda sent: None if urlsplit(sent.url).netloc == host else self.wrong.append(sent.url),
        )


@contextmanager
def portal_of(
    browser: "Browser", database: Engine, folder: Path, begins: datetime
) -> Iterator[Portal]:
    """The pages of an office with the register of 2021 and one account for each role."""
    clock = SimulatedClock(begins)
    book = Lawbook(workflows(), rules(), law())
    office = Office(database, book, clock, foresight(book)).open_doors()
    with writer(database).begin() as connection:
        add(connection, published())
    demonstration_accounts(office)
    settings = Settings(
        _env_file=None,
        outbox=str(folder / "outbox"),
        store=Kept(folder=str(folder / "attachments")),
    )
    with served(application(office, archive(settings), True, settings)) as address:
        yield Portal(browser, office, clock, address)
