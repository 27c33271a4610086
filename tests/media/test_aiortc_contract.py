"""The private names of aiortc and aioice that this part stands on: a version that lacks one fails here."""

from __future__ import annotations

import inspect
import re

import aioice.ice
import aiortc
import pytest
from aiortc import RTCBundlePolicy, RTCConfiguration, RTCPeerConnection, rtcdtlstransport, rtcrtpreceiver
from aiortc.codecs import CODECS
from aiortc.codecs.h264 import H264Encoder
from aiortc.jitterbuffer import JitterFrame
from aiortc.rtcdtlstransport import RTCDtlsTransport
from aiortc.rtcicetransport import RTCIceGatherer, RTCIceTransport, connection_kwargs
from aiortc.rtcpeerconnection import find_common_codecs
from aiortc.rtcrtpparameters import RTCRtpHeaderExtensionParameters, RTCRtpSendParameters
from aiortc.rtcrtpsender import RTCRtpSender
from aiortc.rtcrtptransceiver import RTCRtpTransceiver
from aiortc.rtp import pack_header_extensions

from core.media.rtp.sending.video_sender import VideoSender
from core.media.transport.connection import _DESCRIPTIONS

ATTRIBUTES_OF_SENDERS = {"_enabled", "_ssrc", "_rtx_ssrc", "_stream_id", "_track_id"}


def test_version_is_the_one_that_was_read() -> None:
    assert aiortc.__version__.startswith("1.16.")


@pytest.mark.parametrize(
    "name",
    [
        "_RTCPeerConnection__connect",
        "_RTCPeerConnection__createDtlsTransport",
        "_RTCPeerConnection__createTransceiver",
        "_RTCPeerConnection__setSignalingState",
        "_RTCPeerConnection__updateConnectionState",
        "_RTCPeerConnection__updateIceConnectionState",
        "_RTCPeerConnection__updateIceGatheringState",
    ],
)
def test_connection_has_the_methods_that_are_overridden_or_called(name: str) -> None:
    assert callable(getattr(RTCPeerConnection, name))


async def test_connection_has_the_attributes_that_are_used() -> None:
    connection = RTCPeerConnection(RTCConfiguration(iceServers=[], bundlePolicy=RTCBundlePolicy.MAX_BUNDLE))
    for name in ("iceTransports", "dtlsTransports", "certificates", "cname", "seenMids", "transceivers"):
        assert hasattr(connection, f"_RTCPeerConnection__{name}")
    for name in _DESCRIPTIONS:
        assert getattr(connection, name) is None
    transceiver = connection.addTransceiver("audio")
    for name in ("_codecs", "_headerExtensions", "_preferred_codecs"):
        assert isinstance(getattr(transceiver, name), list)
    assert callable(transceiver._set_mline_index) and callable(transceiver._setCurrentDirection)
    assert hasattr(transceiver, "_RTCRtpTransceiver__sender")
    assert hasattr(transceiver, "_RTCRtpTransceiver__receiver")
    sender = transceiver.sender
    assert all(
        hasattr(sender, name) for name in ("_ssrc", "_rtx_ssrc", "_stream_id", "_track_id", "_enabled")
    )
    dtls = transceiver.receiver.transport
    for name in ("_role", "_rtp_router", "_ssl", "_rx_srtp", "_tx_srtp", "encrypted"):
        assert hasattr(dtls, name)
    assert {"ssrc_table", "route_rtcp"} <= set(dir(dtls._rtp_router))
    ice = dtls.transport._connection
    names = ("_queue", "_nominated", "_transport_policy", "_protocols", "_check_list", "_remote_candidates")
    assert all(hasattr(ice, name) for name in names)
    await connection.close()


def test_transport_methods_have_the_shape_that_is_overridden() -> None:
    assert list(inspect.signature(RTCDtlsTransport._recv_next).parameters) == ["self"]
    assert list(inspect.signature(RTCDtlsTransport._send_rtp).parameters) == ["self", "data"]
    assert list(inspect.signature(RTCDtlsTransport._handle_rtcp_data).parameters) == ["self", "data"]
    parameters = inspect.signature(RTCDtlsTransport._handle_rtp_data).parameters
    assert list(parameters) == ["self", "data", "arrival_time_ms"]
    for name in ("_register_rtp_receiver", "_unregister_rtp_receiver", "_get_stats"):
        assert callable(getattr(RTCDtlsTransport, name))


def test_sender_surface_is_what_the_library_calls() -> None:
    source = inspect.getsource(RTCRtpTransceiver) + inspect.getsource(RTCPeerConnection)
    used = set(re.findall(r"sender\.(\w+)", source)) - {"add", "remove"}
    assert used and used <= set(dir(VideoSender)) | ATTRIBUTES_OF_SENDERS
    assert {"_handle_rtcp_packet", "setTransport", "stop"} <= set(dir(RTCRtpSender))
    assert list(inspect.signature(RTCRtpSender.send).parameters) == ["self", "parameters"]
    for name in ("_setup_srtp", "_set_state", "_register_rtp_sender", "_unregister_rtp_sender"):
        assert callable(getattr(RTCDtlsTransport, name))
    extensions = [RTCRtpHeaderExtensionParameters(id=3, uri="x")]
    assert RTCRtpSendParameters(headerExtensions=extensions, muxId="0").headerExtensions == extensions
    assert pack_header_extensions([(1, b"0")]) == (0xBEDE, b"\x100\x00\x00")


def test_receiver_surface_is_what_the_library_calls() -> None:
    source = inspect.getsource(RTCRtpTransceiver) + inspect.getsource(RTCPeerConnection)
    source += inspect.getsource(rtcdtlstransport)
    for name in ("receiver._track", "receiver.receive(", "receiver._set_rtcp_ssrc", "_handle_disconnect"):
        assert name in source
    assert {"_handle_rtp_packet", "_handle_rtcp_packet", "setTransport", "stop"} <= set(
        dir(rtcrtpreceiver.RTCRtpReceiver)
    )


def test_ice_methods_have_the_shape_that_is_overridden() -> None:
    parameters = inspect.signature(aioice.ice.Connection.get_component_candidates).parameters
    assert list(parameters) == ["self", "component", "addresses", "timeout"]
    assert list(inspect.signature(aioice.ice.Connection.data_received).parameters) == [
        "self",
        "data",
        "component",
    ]
    assert callable(aioice.ice.StunProtocol.datagram_received)
    gatherer = RTCIceGatherer(iceServers=[])
    assert RTCIceTransport(gatherer)._connection is gatherer._connection
    assert connection_kwargs([]) == {}


def test_codec_parts_are_there() -> None:
    assert callable(H264Encoder._packetize) and callable(H264Encoder._split_bitstream)
    assert JitterFrame(b"x", 1).timestamp == 1
    assert find_common_codecs(CODECS["audio"], CODECS["audio"])
