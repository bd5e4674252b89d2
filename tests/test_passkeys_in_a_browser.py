"""Both ceremonies of passkeys in a real browser, and what it says where there are none."""

import pytest

from tests.second import PASSWORD, Doors, office_over
from tests.serving import address_of, listening, served


@pytest.fixture
def port():
    with listening() as found:
        yield found


@pytest.fixture
def doors(sqlite_database, clock, tmp_path, port):
    """The pages at http://localhost: a name, and this very machine."""
    office = office_over(sqlite_database, clock)
    doors = Doors(office, tmp_path, public_address=address_of(port, "localhost"))
    with served(doors.app, port):
        yield doors


@pytest.fixture
def page(chromium, doors):
    """A page of a browser that has a place for passkeys, and has given Ana's password."""
    doors.account()
    with chromium.new_context(base_url=doors.settings.public_address) as context:
        context.credentials.install()
        page = context.new_page()
        give_the_password(page)
        signed_in(page)
        yield page


def give_the_password(page):
    page.goto("/sign-in?next=/cycles")
    page.get_by_label("address").fill("ana@example.org")
    page.get_by_label("Password").fill(PASSWORD)
    page.locator("main").get_by_role("button", name="Sign in").click()


def signed_in(page):
    page.wait_for_url("**/cycles")
    page.locator(".person").get_by_role("link", name="Ana").wait_for()


def make_one(page):
    page.goto("/account/second")
    page.get_by_label("Name of the new passkey").fill("office computer")
    page.get_by_role("button", name="Make a passkey").click()
    page.get_by_role("heading", name="Your recovery codes").wait_for()


def sign_out(page):
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url("**/leave")


def test_a_passkey_is_made_and_signs_in_without_a_password(page, doors):
    make_one(page)
    assert page.locator(".second-recovery li").count() == 10
    page.goto("/account/second")
    assert page.get_by_role("link", name="office computer").is_visible()
    sign_out(page)
    page.goto("/sign-in?next=/cycles")
    page.get_by_role("link", name="passkey").click()
    page.get_by_role("button", name="Use a passkey").click()
    signed_in(page)
    assert doors.log()[0] == ("passkey", "in", "ana@example.org")


def test_a_passkey_is_the_second_factor_after_the_password(page, doors):
    make_one(page)
    sign_out(page)
    give_the_password(page)
    page.wait_for_url("**/sign-in/second")
    page.get_by_role("button", name="Use a passkey").click()
    signed_in(page)


def test_a_passkey_that_was_removed_here_opens_nothing_and_one_may_try_again(page):
    make_one(page)
    page.goto("/account/second")
    page.get_by_role("link", name="office computer").click()
    page.get_by_role("link", name="Remove this passkey").click()
    page.get_by_label("A one-time code, a recovery code or your password").fill(PASSWORD)
    page.get_by_role("button", name="Yes, do it").click()
    page.get_by_text("The passkey is removed.").wait_for()
    sign_out(page)
    page.goto("/sign-in/passkey")
    for _ in range(2):
        page.get_by_role("button", name="Use a passkey").click()
        page.get_by_text("This passkey does not open any account here").wait_for()


def test_a_browser_without_a_passkey_for_these_pages_says_so_and_the_button_stays(page):
    sign_out(page)
    page.goto("/sign-in/passkey")
    button = page.get_by_role("button", name="Use a passkey")
    for _ in range(2):
        button.click()
        page.get_by_text("The browser gave no passkey").wait_for()
        assert button.is_enabled()


def test_at_another_address_of_the_same_pages_one_is_sent_to_the_right_one(page, port):
    sign_out(page)
    page.goto(f"{address_of(port)}/sign-in/passkey")
    page.get_by_text("Passkeys work on these pages only at the address http://localhost").wait_for()
    assert page.get_by_role("button", name="Use a passkey").count() == 0


def test_without_scripts_one_time_codes_go_on_to_work(chromium, doors):
    doors.account()
    address = doors.settings.public_address
    with chromium.new_context(base_url=address, java_script_enabled=False) as context:
        page = context.new_page()
        give_the_password(page)
        signed_in(page)
        page.goto("/account/second")
        assert page.get_by_text("A passkey needs JavaScript").is_visible()
        assert page.get_by_role("button", name="Make a passkey").count() == 0
        page.get_by_role("button", name="Set up one-time codes").click()
        picture = page.get_by_alt_text("The secret below, as a QR code")
        shown = picture.evaluate("one => one.decode().then(() => one.naturalWidth)")
        assert shown > 100
