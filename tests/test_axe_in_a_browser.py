"""No page of the demonstration keeps anybody out: axe looks at each of them in a real browser."""

import pytest

from tests.axe import barriers, wider
from tests.pages_of_the_demonstration import (
    NOT_SEEN,
    REFUSED,
    SEEN,
    addresses,
    route_of,
    routes,
)

WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 390, "height": 844}
RIGHT_TO_LEFT = "document.documentElement.dir = 'rtl'"
BY_NIGHT = {
    "": ("/", "/statistics", "/cycles/2027", "/law"),
    "N. Osei": ("/state",),
    "A. Lind": ("/desk", "/cycles/2027/ranking", "/letters"),
}


def found_on(page, where, what):
    return [f"{where}: {one}" for one in what(page)]


def but_for_colours(page):
    return barriers(page, colours=False)


def french(address):
    return f"{address}{'&' if '?' in address else '?'}lang=fr"


def test_a_picture_without_words_and_a_page_that_is_too_wide_are_found(chromium):
    with chromium.new_context(viewport=NARROW) as window:
        page = window.new_page()
        page.set_content("<!doctype html><html lang=en><title>a</title><main><h1>a</h1></main>")
        assert barriers(page) + wider(page) == []
        page.set_content(
            "<!doctype html><html lang=en><title>a</title><main><h1>a</h1>"
            "<img src=x width=400 height=1></main>"
        )
        assert barriers(page) == ["image-alt: img"]
        assert wider(page) == ["wider than the screen by 18 pixels"]


def test_every_page_is_in_the_list_or_named_with_the_reason_why_not(demonstration):
    known = {
        route_of(demonstration.app, address)
        for name in SEEN
        for address in addresses(demonstration.office, name)
    }
    assert sorted(known & NOT_SEEN.keys()) == []
    assert sorted(known | NOT_SEEN.keys()) == sorted(routes(demonstration.app))


@pytest.mark.parametrize("name", SEEN, ids=lambda name: name or "anyone")
def test_no_page_has_a_barrier_in_english_in_french_or_from_right_to_left(
    chromium, demonstration, name
):
    found = []
    with demonstration.signed_in(chromium, name) as window:
        page = window.new_page()
        for address in addresses(demonstration.office, name):
            page.set_viewport_size(WIDE)
            answer = page.goto(address)
            assert answer.status == REFUSED.get(address, 200), address
            found += found_on(page, address, barriers)
            # Neither the language nor the direction changes a colour.
            page.goto(french(address))
            found += found_on(page, french(address), but_for_colours)
            page.set_viewport_size(NARROW)
            found += found_on(page, french(address), wider)
            page.evaluate(RIGHT_TO_LEFT)
            found += found_on(page, f"{french(address)} from right to left", but_for_colours)
            found += found_on(page, f"{french(address)} from right to left", wider)
    assert found == []


@pytest.mark.parametrize("name", BY_NIGHT, ids=lambda name: name or "anyone")
def test_no_page_has_a_barrier_by_night(chromium, demonstration, name):
    found = []
    with demonstration.signed_in(chromium, name, color_scheme="dark") as window:
        page = window.new_page()
        for address in BY_NIGHT[name]:
            page.goto(address)
            found += found_on(page, address, barriers)
    assert found == []
