"""What is read and written in payloads, and that nonsense in them is nothing."""

from __future__ import annotations

import random

import pytest

from core.service.conference.media.pictures.descriptor import (
    begins_keyframe,
    numbers_at,
    picture_id,
    shift_numbers,
)


@pytest.mark.parametrize(
    ("payload", "places"),
    [
        (b"\x10\x00\x00\x00", (0, 0)),
        (b"\x90\x80\x81\x02\x10", (2, 0)),
        (b"\x90\x80\x41\x10", (2, 0)),
        (b"\x90\xe0\x81\x02\x09\x20\x10", (2, 4)),
        (b"\x90\x40\x09\x10", (0, 2)),
        (b"\x90\x80", (0, 0)),
        (b"\x90\xc0\x81\x02", (0, 0)),
        (b"", (0, 0)),
    ],
)
def test_the_numbers_of_vp8_are_found(payload: bytes, places: tuple[int, int]) -> None:
    assert numbers_at(payload) == places


def test_numbers_are_shifted_and_wrap_around_in_their_length() -> None:
    data = bytearray(b"\x90\xe0\xff\xff\xff\x20\x10")
    shift_numbers(data, 2, 3, 4, 2)
    assert picture_id(data, 2) == 2 and data[4] == 1 and data[2] & 0x80
    short = bytearray(b"\x90\x80\x7f\x10")
    shift_numbers(short, 2, 2, 0, 9)
    assert short == b"\x90\x80\x01\x10"
    shift_numbers(short, 2, -2, 0, 0)
    assert short == b"\x90\x80\x7f\x10"


def test_a_slice_alone_begins_nothing_when_what_stands_before_it_was_lost() -> None:
    parameters, slice_alone, later = b"\x67\x42\xe0\x1f", b"\x65\x88\x80", b"\x41\x9a\x00"
    assert begins_keyframe("h264", parameters, begins_frame=False)
    assert begins_keyframe("h264", slice_alone, begins_frame=True)
    assert not begins_keyframe("h264", slice_alone, begins_frame=False)
    assert not begins_keyframe("h264", later, begins_frame=True)
    assert begins_keyframe("vp8", b"\x10\x10\x00\x00", begins_frame=True)
    assert not begins_keyframe("av1", parameters, begins_frame=True)


def test_any_bytes_do_no_harm() -> None:
    rng = random.Random(2)
    for _ in range(5000):
        payload = rng.randbytes(rng.randint(0, 12))
        picture_at, tl0_at = numbers_at(payload)
        begins_keyframe("vp8", payload, begins_frame=True)
        if payload:
            begins_keyframe("h264", payload, begins_frame=False)
        data = bytearray(payload)
        shift_numbers(data, picture_at, 5, tl0_at, 5)
        assert len(data) == len(payload)
