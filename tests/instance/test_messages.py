"""What is said between a command and the running app, and what nonsense meets there."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.instance.messages import (
    LONGEST,
    LONGEST_TARGET,
    MessageError,
    Refusal,
    RemoteCommand,
    Reply,
    Request,
    decode_reply,
    decode_request,
    encode_reply,
    encode_request,
)

TEXT = st.text(
    st.characters(min_codepoint=32, exclude_categories=["Cs"], exclude_characters="\x7f"), max_size=200
)


@given(st.sampled_from(RemoteCommand), TEXT, TEXT, st.sampled_from([None, True, False]))
def test_a_request_arrives_as_it_was_sent(
    command: RemoteCommand, target: str, call_id: str, video: bool | None
) -> None:
    request = Request(command, target, call_id, video, "token")
    line = encode_request(request)
    assert line.endswith(b"\n") and line.count(b"\n") == 1
    assert decode_request(line) == request


@given(TEXT, st.sampled_from(["", *Refusal]), st.dictionaries(TEXT, TEXT, max_size=3))
def test_an_answer_arrives_as_it_was_sent(text: str, error: str, status: dict[str, str]) -> None:
    reply = Reply(text, str(error), status)
    assert decode_reply(encode_reply(reply)) == reply


@pytest.mark.parametrize(
    ("line", "refusal"),
    [
        (b"", Refusal.BAD_REQUEST),
        (b"raise\n", Refusal.BAD_REQUEST),
        (b"\xff\xfe\x00\n", Refusal.BAD_REQUEST),
        (b"[]\n", Refusal.BAD_REQUEST),
        (b"null\n", Refusal.BAD_REQUEST),
        (b"[" * 5000 + b"\n", Refusal.BAD_REQUEST),
        (b'{"command": "show"}\n', Refusal.BAD_REQUEST),
        (b'{"ahoy": true, "command": "show"}\n', Refusal.BAD_REQUEST),
        (b'{"ahoy": 2, "command": "show"}\n', Refusal.UNKNOWN_VERSION),
        (b'{"ahoy": 1}\n', Refusal.BAD_REQUEST),
        (b'{"ahoy": 1, "command": "format-disk"}\n', Refusal.BAD_REQUEST),
        (b'{"ahoy": 1, "command": ["show"]}\n', Refusal.BAD_REQUEST),
        (b'{"ahoy": 1, "command": "dial", "target": 7}\n', Refusal.BAD_REQUEST),
        (b'{"ahoy": 1, "command": "dial", "target": "a\\u0000b"}\n', Refusal.BAD_REQUEST),
        (b'{"ahoy": 1, "command": "dial", "target": "\\ud800"}\n', Refusal.BAD_REQUEST),
        (b'{"ahoy": 1, "command": "answer", "video": "yes"}\n', Refusal.BAD_REQUEST),
        (json.dumps({"ahoy": 1, "command": "dial", "target": "a" * 3000}).encode(), Refusal.TOO_LONG),
        (b'{"ahoy": 1, "command": "dial", "target": "' + b"a" * LONGEST + b'"}\n', Refusal.TOO_LONG),
    ],
)
def test_nonsense_is_named(line: bytes, refusal: Refusal) -> None:
    with pytest.raises(MessageError) as caught:
        decode_request(line)
    assert caught.value.refusal is refusal
    assert str(caught.value).endswith((".", "1"))


@given(st.binary(max_size=300))
def test_no_bytes_raise_anything_else(line: bytes) -> None:
    for decode in (decode_request, decode_reply):
        try:
            decode(line)
        except MessageError as error:
            assert str(error)


@pytest.mark.parametrize(
    "line",
    [
        b'{"ahoy": 1}\n',
        b'{"ahoy": 1, "ok": true, "error": "bad-request"}\n',
        b'{"ahoy": 1, "ok": false}\n',
        b'{"ahoy": 1, "ok": true, "status": []}\n',
    ],
)
def test_an_answer_that_says_neither_yes_nor_no(line: bytes) -> None:
    with pytest.raises(MessageError):
        decode_reply(line)


def test_a_request_too_long_is_not_sent() -> None:
    with pytest.raises(MessageError):
        encode_request(Request(RemoteCommand.DIAL, "a" * (LONGEST_TARGET + 1)))


def test_a_status_too_long_is_left_out() -> None:
    reply = decode_reply(encode_reply(Reply("Fine.", status={"calls": ["x" * 100] * 1000})))
    assert reply.text == "Fine." and reply.status == {}
