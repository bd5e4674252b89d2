"""Where a webhook may lead: to the whole world by https, and nowhere inside this network."""

from ipaddress import ip_address

import pytest

from portal.webhooks.address import NotSent, against, public, reachable


@pytest.mark.parametrize(
    ("address", "is_public"),
    [
        ("8.8.8.8", True), ("2001:4860:4860::8888", True), ("127.0.0.1", False),
        ("10.0.0.1", False), ("172.16.0.1", False), ("192.168.1.1", False),
        ("169.254.169.254", False), ("100.64.0.1", False), ("0.0.0.0", False),
        ("224.0.0.1", False), ("255.255.255.255", False), ("::1", False), ("::", False),
        ("fe80::1", False), ("fc00::1", False), ("ff02::1", False), ("::ffff:127.0.0.1", False),
        ("::ffff:8.8.8.8", True), ("2002:7f00:1::", False), ("64:ff9b::7f00:1", False),
        ("64:ff9b::808:808", True),
    ],
)  # fmt: skip
def test_only_addresses_of_the_whole_world_are_called_in_production(address, is_public):
    assert public(ip_address(address)) is is_public


@pytest.mark.parametrize(
    ("url", "strict", "taken_"),
    [
        ("https://example.org/hook", True, True), ("http://example.org/hook", True, False),
        ("http://example.org/hook", False, True), ("https://127.0.0.1/", True, False),
        ("https://[::1]/", True, False), ("http://127.0.0.1:9/", False, True),
        ("https://user:word@example.org/", False, False), ("ftp://example.org/", False, False),
        ("https://", False, False), ("", False, False), ("https://a.org:x/", False, False),
        ("https://a.org:0/", False, False), ("https://é.org/", False, False),
        ("https://a.org/ b", False, False), ("https://a.org/\n", False, False),
        ("https://a.org/" + "x" * 486, False, True), ("https://a.org/" + "x" * 487, False, False),
        ("https://[a.org/", False, False),
    ],
)  # fmt: skip
def test_an_address_that_cannot_be_told_is_refused_with_a_sentence(url, strict, taken_):
    said = against(url, strict=strict)
    assert (said is None) is taken_
    assert said is None or (said.en and said.fr)


def test_a_name_is_looked_up_when_it_is_called_and_every_address_of_it_counts():
    url = "https://example.org/hook"
    parts, address = reachable(url, lambda host, port: ["8.8.8.8", "1.1.1.1"], strict=True)
    assert (parts.hostname, address) == ("example.org", "8.8.8.8")
    for found in (("8.8.8.8", "10.0.0.1"), ("169.254.169.254",), ()):

        def resolved(host, port, found=found):
            return found

        with pytest.raises(NotSent):
            reachable(url, resolved, strict=True)
    inside = reachable(url, lambda host, port: ["10.0.0.1"], strict=False)
    assert inside[1] == "10.0.0.1"
