"""Reading payloads: as aiortc reads them, whatever comes."""

from __future__ import annotations

import pytest
from aiortc.codecs import depayload
from aiortc.codecs.h264 import H264Encoder
from aiortc.rtcrtpparameters import RTCRtpCodecParameters
from hypothesis import example, given
from hypothesis import strategies as st

from core.media.rtp.receiving.payload_formats import format_of

H264 = RTCRtpCodecParameters("video/H264", 90_000, payloadType=98)
VP8 = RTCRtpCodecParameters("video/VP8", 90_000, payloadType=97)


@pytest.mark.parametrize("codec", [H264, VP8], ids=lambda codec: codec.name)
@given(st.binary(max_size=40))
@example(b"\x7c")
@example(b"\x7c\x85picture")
@example(b"\x7c\x05picture")
@example(b"\x78\x00\x02\x67\x01\x00\x02\x68\x02")
@example(b"\x60nothing of this kind")
def test_a_payload_is_read_or_refused_as_aiortc_does(codec: RTCRtpCodecParameters, payload: bytes) -> None:
    form = format_of(codec)
    try:
        expected = depayload(codec, payload)
    except ValueError:
        with pytest.raises(ValueError, match=r".+"):
            form.read(payload)
    else:
        assert form.read(payload) == expected


def test_a_picture_in_pieces_is_whole_again_and_its_beginning_is_known() -> None:
    form = format_of(H264)
    picture = b"\x65" + bytes(range(256)) * 20
    payloads = H264Encoder._packetize(iter([picture]))
    assert len(payloads) > 2
    assert b"".join(form.read(payload) for payload in payloads) == b"\x00\x00\x00\x01" + picture
    assert [form.starts_keyframe(payload) for payload in payloads] == [True] + [False] * (len(payloads) - 1)
