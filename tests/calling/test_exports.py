"""The names that the calling API promises; taking one away is a change for every application."""

from __future__ import annotations

import inspect

import core.calling as calling

NAMES = """
    Ability ArgumentError Call CallClient CallClientListener CallDetails CallDirection CallEndCause
    CallListener CallNotificationResult CallQualityWarningEvent CallRoom CallState CallTimeouts CallingRuntime
    ClientRegistration ConnectionState ConnectionStatus CredentialsError ErrorCode ErrorType Feature
    InvalidOperation MediaStreamType NotificationResult ServiceFeatures Sinch SinchClient
    SinchClientBuilder SinchClientListener SinchError SipAccount TransferProgress TransferRequest
    TransferState WarningName WarningType fetch_token sign_locally
"""

MEMBERS = {
    "Sinch": "getSinchClientBuilder version",
    "SinchClientBuilder": "applicationKey userId environmentHost callerIdentifier sipAccount runtime build",
    "SinchClient": "start isStarted userId callClient addListener removeListener setSupportManagedPush "
    "disableMangedPushSupport terminate terminateGracefully setPushNotificationDisplayName "
    "setPresence watchPresence features relayRemotePushNotification unregisterPushToken",
    "SinchClientListener": "onClientStarted onClientFailed onCredentialsRequired onPresenceChanged",
    "ClientRegistration": "register registerFailed",
    "CallClient": "callUser callUserVideo callPhoneNumber callSip callConference getCall addListener "
    "removeListener setAudioTrackConstraints setVideoTrackConstraints",
    "CallClientListener": "onIncomingCall",
    "Call": "callId remoteUserId remoteUserDisplayName direction state headers details addListener "
    "removeListener answer hangup reject mute unmute pauseVideo resumeVideo sendDtmf hold resume isOnHold "
    "isHeldByRemote stats transfer transferTo dtmfWay canHold canTransfer canSendDtmf referredBy "
    "incomingStream outgoingStream shareScreen stopSharing canShareScreen isSharing sharedSource "
    "isRemoteSharing incomingScreen room",
    "CallListener": "onCallProgressing onCallRinging onCallAnswered onCallEstablished onCallEnded "
    "onCallQualityWarningEvent onCallHeld onCallResumed onHoldFailed onRemoteHeld onRemoteResumed onDtmfSent "
    "onDtmfReceived onTransferRequested onTransferProgress onCallReplaced onRemoteSharingStarted "
    "onRemoteSharingStopped onSharingStopped onSharingFailed onRoomChanged onRoomNotice onRoomMuted "
    "onRoomRefused",
    "CallRoom": "conferenceId members memberId hasRoster isHost isComposed isLocked canModerate "
    "endReason pictures picture addressOf viewMembers raiseHand muteMember removeMember lock end handOver "
    "invite",
    "NotificationResult": "isValid isCall displayName callResult",
    "CallNotificationResult": "callId remoteUserId isVideoOffered headers hasTimedOut isCallCanceled domain",
    "SipAccount": "url user password domain auth_user",
    "TransferRequest": "target target_name replaces_call accept reject",
    "TransferProgress": "state message",
    "CallQualityWarningEvent": "name type mediaStreamType",
    "ServiceFeatures": "missing reason",
    "CallDetails": "startedTime progressedTime rungTime answeredTime establishedTime endedTime duration "
    "setupDuration notifyingDuration ringingDuration requestedAudio requestedVideo hadAudioStream "
    "hadVideoStream endCause wasBusy error replacedBy",
    "SinchError": "message code domain isFatal extras",
}


CALL_STREAMS = ("incomingStream", "outgoingStream")
"""Attributes that only an instance has."""


def test_names() -> None:
    assert set(calling.__all__) == set(NAMES.split())


def test_members() -> None:
    for name, members in MEMBERS.items():
        thing = getattr(calling, name)
        fields = set(getattr(thing, "__dataclass_fields__", ()))
        known = set(dir(thing)) | fields | (set(CALL_STREAMS) if thing is calling.Call else set())
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


def test_every_public_member_is_documented() -> None:
    for name in NAMES.split():
        thing = getattr(calling, name)
        for member, value in vars(thing).items() if inspect.isclass(thing) else ():
            is_callable = inspect.isfunction(value) or isinstance(
                value, property | staticmethod | classmethod
            )
            if not member.startswith("_") and is_callable:
                assert inspect.getdoc(getattr(thing, member) if inspect.isfunction(value) else value), (
                    f"{name}.{member}"
                )
