"""What our descriptions offer beyond aiortc's own tables, which are plain lists: feedback on every packet."""

from __future__ import annotations

from aiortc.codecs import CODECS, HEADER_EXTENSIONS, is_rtx
from aiortc.rtcrtpparameters import RTCRtcpFeedback, RTCRtpHeaderExtensionParameters

from core.media.congestion.feedback.wire import URI

TRANSPORT_FEEDBACK = RTCRtcpFeedback(type="transport-cc")
FULL_INTRA_REQUEST = RTCRtcpFeedback(type="ccm", parameter="fir")
KINDS_OF_CODEC = {"audio": ("audio/opus",), "video": ("video/vp8", "video/h264")}


def add_capabilities() -> None:
    """Put them into the tables; once is enough, more do nothing."""
    used = {extension.id for table in HEADER_EXTENSIONS.values() for extension in table}
    number = next(number for number in range(1, 15) if number not in used)
    for kind, table in HEADER_EXTENSIONS.items():
        if all(extension.uri != URI for extension in table):
            table.append(RTCRtpHeaderExtensionParameters(id=number, uri=URI))
        for codec in CODECS[kind]:
            if not is_rtx(codec) and codec.mimeType.lower() in KINDS_OF_CODEC[kind]:
                _add_feedback(codec.rtcpFeedback, with_intra=kind == "video")


def _add_feedback(told: list[RTCRtcpFeedback], *, with_intra: bool) -> None:
    if TRANSPORT_FEEDBACK not in told:
        told.append(TRANSPORT_FEEDBACK)
    if with_intra and FULL_INTRA_REQUEST not in told:
        told.append(FULL_INTRA_REQUEST)
