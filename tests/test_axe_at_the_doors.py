"""No page of the second factor keeps anybody out: axe looks at each of them in a real browser."""

import pytest

from portal.words import say
from tests.axe import barriers, wider
from tests.second import PASSWORD, Doors, office_over
from tests.serving import address_of, listening, served


@pytest.fixture
def page(chromium, sqlite_database, clock, tmp_path):
    """A page of a browser that has a place for passkeys, before the pages of an office."""
    with listening() as port:
        address = address_of(port, "localhost")
        doors = Doors(office_over(sqlite_database, clock), tmp_path, public_address=address)
        doors.account()
        viewport = {"width": 390, "height": 844}
        with (
            served(doors.app, port),
            chromium.new_context(base_url=address, viewport=viewport) as context,
        ):
            context.credentials.install()
            yield context.new_page()


@pytest.mark.parametrize("language", ["en", "fr"])
def test_no_page_of_the_second_factor_has_a_barrier(page, language):
    def to(path):
        page.goto(f"{path}?lang={language}")

    def press(name):
        page.get_by_role("button", name=say(language, name), exact=True).click()

    def follow(name):
        page.get_by_role("link", name=name, exact=True).click()

    def clean(shown):
        page.locator(shown).first.wait_for()
        assert barriers(page) + wider(page) == [], page.url

    def give_the_password():
        to("/sign-in")
        page.locator("[name=address]").fill("ana@example.org")
        page.locator("[name=password]").fill(PASSWORD)
        page.locator("main form button").first.click()

    give_the_password()
    page.get_by_role("link", name="Ana").wait_for()
    to("/account/second")
    page.locator("#name").fill("office computer")
    press("second_key_make")
    clean(".second-recovery")
    to("/account/second")
    clean("main table")
    follow("office computer")
    clean("main [name=name]")
    follow(say(language, "second_key_remove"))
    clean("[name=proof]")
    to("/account/second")
    press("second_codes_set_up")
    clean("#code")
    press("sign_out")
    page.wait_for_url("**/leave**")
    give_the_password()
    page.wait_for_url("**/sign-in/second**")
    clean("main form")
