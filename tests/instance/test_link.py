"""What links from other programs mean."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.engine.dial_target import parse_target
from core.instance.link import LONGEST_TARGET, SCHEMES, Link, LinkError, LinkKind, is_link, read_link

DIAL, ROOM, SHOW = LinkKind.DIAL, LinkKind.ROOM, LinkKind.SHOW


@pytest.mark.parametrize(
    ("text", "link"),
    [
        ("tel:+46-8-123456", Link(DIAL, "+46-8-123456")),
        ("TEL:+46812345", Link(DIAL, "+46812345")),
        ("tel:%2B46%208%20123456", Link(DIAL, "+46 8 123456")),
        ("tel://+46812345", Link(DIAL, "+46812345")),
        ("tel:7042;phone-context=example.com", Link(DIAL, "7042")),
        ("tel:863-1234;phone-context=+1-914-555", Link(DIAL, "+1-914-555863-1234")),
        ("tel:+46812345;ext=17", Link(DIAL, "+46812345")),
        ("tel:112", Link(DIAL, "112")),
        ("sip:bob@example.com", Link(DIAL, "sip:bob@example.com")),
        ("sips:bob@example.com", Link(DIAL, "sips:bob@example.com")),
        ("sip:bob:secret@example.com:5061;transport=tcp?Subject=x", Link(DIAL, "sip:bob@example.com:5061")),
        ("sip:bob@[2001:db8::1]:5060", Link(DIAL, "sip:bob@[2001:db8::1]:5060")),
        ("sip:+46812345", Link(DIAL, "+46812345")),
        ("sip:+46812345@example.com;user=phone", Link(DIAL, "sip:+46812345@example.com")),
        ("callto:+46 8 12345", Link(DIAL, "+46 8 12345")),
        ("callto://bob@example.com/", Link(DIAL, "sip:bob@example.com")),
        ("callto:sip:bob@example.com", Link(DIAL, "sip:bob@example.com")),
        ("callto:bob", Link(DIAL, "bob")),
        ("ahoy:asa-oberg", Link(DIAL, "asa-oberg")),
        ("ahoy:room/stand-up", Link(ROOM, "stand-up")),
        ("ahoy://room/stand-up?by=anna", Link(ROOM, "stand-up")),
        ("ahoy:room/m%C3%B6te", Link(ROOM, "möte")),
        ("ahoy:", Link(SHOW)),
        ("  tel:112\n", Link(DIAL, "112")),
    ],
)
def test_what_a_link_means(text: str, link: Link) -> None:
    assert read_link(text) == link


@pytest.mark.parametrize(
    "text",
    [
        "",
        "bob",
        "http://example.com/",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "tel:",
        "tel:++",
        "tel:bob",
        "tel:1\x00",
        "tel:%00%01",
        "tel:" + "1" * 81,
        "sip:",
        "sip:bob",
        "sip:@example.com",
        "sip:bob@",
        "sip:bob@exa mple.com",
        "sip:bob%0d%0aVia@example.com",
        "sip:bob@example.com%0d%0aVia:x",
        "sip:bob@-x-/../..",
        "sip:%ff%fe@example.com",
        "callto:",
        "callto:callto:callto:bob",
        "callto:ahoy:room/x",
        "ahoy:room/",
        "ahoy:room/a/b",
        "ahoy:room/" + "x" * 65,
        "ahoy:cupboard/x",
        "ahoy:--profile=/etc x",
        "ahoy:" + "x" * 3000,
    ],
)
def test_nonsense_is_refused_in_words(text: str) -> None:
    with pytest.raises(LinkError) as caught:
        read_link(text)
    assert str(caught.value).endswith(".")
    assert str(caught.value).isprintable()


@given(st.sampled_from(SCHEMES), st.text(max_size=80))
def test_what_is_filled_in_is_one_printable_line(scheme: str, rest: str) -> None:
    try:
        link = read_link(f"{scheme}:{rest}")
    except LinkError:
        return
    assert len(link.target) <= LONGEST_TARGET
    assert not any(ord(letter) < 32 for letter in link.target)


def test_what_is_filled_in_can_be_dialled() -> None:
    for text in ("tel:+46-8-123456", "sip:bob@example.com:5061", "callto:bob", "ahoy:asa-oberg"):
        assert parse_target(read_link(text).target, "SE").address


@pytest.mark.parametrize("text", ["tel:1", "SIP:x", "ahoy:", "callto:"])
def test_looks_like_a_link(text: str) -> None:
    assert is_link(text)


@pytest.mark.parametrize("text", ["call", "--profile", "C:\\x", "serve", "telephone:1", ""])
def test_looks_like_none(text: str) -> None:
    assert not is_link(text)
