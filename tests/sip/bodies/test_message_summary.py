"""What mailboxes say of themselves, as servers write it and as nobody should."""

from __future__ import annotations

import pytest

from core.sip.bodies.message_summary import MAX_BYTES, MOST, parse_message_summary
from core.sip.messages import ParseError


def test_the_example_of_the_rfc():
    body = (
        b"Messages-Waiting: yes\r\n"
        b"Message-Account: sip:alice@vmail.example.com\r\n"
        b"Voice-Message: 2/8 (0/2)\r\n\r\n"
        b"To: <alice@atlanta.example.com>\r\n"
    )
    told = parse_message_summary(body)
    assert (told.is_waiting, told.new, told.old) == (True, 2, 8)
    assert str(told.mailbox) == "sip:alice@vmail.example.com"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("messages-waiting:NO", (False, 0, 0)),
        ("Messages-Waiting : yes\nVoice-Message : 1/0", (True, 1, 0)),
        ("Messages-Waiting: yes\r\nFax-Message: 4/1", (True, 0, 0)),
        ("Messages-Waiting: yes\r\nVoice-Message: many", (True, 0, 0)),
        ("Messages-Waiting: yes\r\nVoice-Message: 9999999999/12345678901", (True, 0, 0)),
        ("Messages-Waiting: yes\r\nVoice-Message: 9999999999/1", (True, MOST, 1)),
        ("Messages-Waiting: yes\r\nMessages-Waiting: no", (True, 0, 0)),
    ],
)
def test_other_ways_to_write_it(text: str, expected: tuple[bool, int, int]):
    told = parse_message_summary(text.encode())
    assert (told.is_waiting, told.new, told.old) == expected


@pytest.mark.parametrize("mailbox", ["alice", "tel:+4912", "sip:example.com", "sip:a b@c", "<script>"])
def test_a_mailbox_that_cannot_be_called_is_none(mailbox: str):
    told = parse_message_summary(f"Messages-Waiting: no\r\nMessage-Account: {mailbox}".encode())
    assert told.mailbox is None


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"Voice-Message: 2/8",
        b"Messages-Waiting: perhaps",
        b"Messages-Waiting",
        b"\xff\xfe\x00",
        b"x: y\r\n" * 70 + b"Messages-Waiting: yes",
        b"Messages-Waiting: yes\r\n" + b"a" * MAX_BYTES,
    ],
)
def test_nonsense_is_refused(body: bytes):
    with pytest.raises(ParseError):
        parse_message_summary(body)
