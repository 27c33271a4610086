"""The names that the calling API promises; taking one away is a change for every application."""

from __future__ import annotations

import inspect

import core.calling as calling

NAMES = """
    ArgumentError Call CallClient CallClientListener CallDetails CallDirection CallEndCause CallListener
    CallState CallTimeouts CallingRuntime ClientRegistration ConnectionState ConnectionStatus
    CredentialsError ErrorCode ErrorType InvalidOperation Sinch SinchClient SinchClientBuilder
    SinchClientListener SinchError fetch_token sign_locally
"""

MEMBERS = {
    "Sinch": "getSinchClientBuilder version",
    "SinchClientBuilder": "applicationKey userId environmentHost callerIdentifier build",
    "SinchClient": "start isStarted userId callClient addListener removeListener setSupportManagedPush "
    "disableMangedPushSupport terminate terminateGracefully setPushNotificationDisplayName",
    "SinchClientListener": "onClientStarted onClientFailed onCredentialsRequired",
    "ClientRegistration": "register registerFailed",
    "CallClient": "callUser callUserVideo callPhoneNumber callSip callConference getCall addListener "
    "removeListener setAudioTrackConstraints setVideoTrackConstraints",
    "CallClientListener": "onIncomingCall",
    "Call": "callId remoteUserId remoteUserDisplayName direction state headers details addListener "
    "removeListener answer hangup mute unmute pauseVideo resumeVideo sendDtmf",
    "CallListener": "onCallProgressing onCallRinging onCallAnswered onCallEstablished onCallEnded "
    "onCallQualityWarningEvent",
    "CallDetails": "startedTime progressedTime rungTime answeredTime establishedTime endedTime duration "
    "setupDuration notifyingDuration ringingDuration requestedAudio requestedVideo hadAudioStream "
    "hadVideoStream endCause error",
    "SinchError": "message code domain isFatal",
}


def test_names() -> None:
    assert set(calling.__all__) == set(NAMES.split())


def test_members() -> None:
    for name, members in MEMBERS.items():
        known = set(dir(getattr(calling, name)))
        assert set(members.split()) <= known, name


def test_end_causes() -> None:
    assert [(int(cause), str(cause)) for cause in calling.CallEndCause] == [
        (0, "None"), (1, "Timeout"), (2, "Denied"), (3, "NoAnswer"), (4, "Failure"), (5, "HungUp"),
        (6, "Canceled"), (7, "OtherDeviceAnswered"), (8, "Inactive"),
    ]  # fmt: skip


def test_error_names() -> None:
    assert [str(kind) for kind in calling.ErrorType] == [
        "Generic", "Network", "Session", "Api", "Persistence", "Sip", "Http",
    ]  # fmt: skip
    assert {int(code) for code in calling.ErrorCode} == {1, 3002, 3500, 3501, 3502, 3503}


def test_everything_public_is_documented() -> None:
    for name in NAMES.split():
        thing = getattr(calling, name)
        assert inspect.getdoc(thing), name
