"""What stands in the fields of a page."""

import html
import re


def field(page, name):
    """The value of a hidden field."""
    found = re.search(rf'name="{name}" value="([^"]*)"', page.text)
    assert found is not None, name
    return html.unescape(found.group(1))
