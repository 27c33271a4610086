"""The calling API: clients, calls and their listeners, spelled as the published API spells them.

::

    client = (Sinch.getSinchClientBuilder().applicationKey(key).userId("alice")
              .environmentHost("https://calls.example.org").runtime(CallingRuntime(local_media)).build())
    client.addListener(listener)            # onCredentialsRequired, onClientStarted, onClientFailed
    await client.start()
    client.callClient.addListener(listener) # onIncomingCall
    call = await client.callClient.callUserVideo("bob")
    call.addListener(listener)              # onCallProgressing ... onCallEnded
"""

from core.calling.call.abilities import Ability
from core.calling.call.call import Call
from core.calling.call.call_client import CallClient
from core.calling.call.details import CallDetails, CallDirection, CallEndCause, CallState
from core.calling.call.transfers import TransferProgress, TransferRequest
from core.calling.client.builder import SinchClientBuilder
from core.calling.client.client import SinchClient
from core.calling.client.connection_status import ConnectionState, ConnectionStatus
from core.calling.client.credential_sources import CredentialsError, fetch_token, sign_locally
from core.calling.client.features import Feature, ServiceFeatures
from core.calling.client.push import CallNotificationResult, NotificationResult
from core.calling.client.registration import ClientRegistration
from core.calling.client.runtime import CallingRuntime
from core.calling.client.sinch import Sinch
from core.calling.client.sip_account import SipAccount
from core.calling.errors import ArgumentError, ErrorCode, ErrorType, InvalidOperation, SinchError
from core.calling.listeners import CallClientListener, CallListener, SinchClientListener
from core.calling.machine.timers import CallTimeouts
from core.calling.machine.transfer_machine import TransferState
from core.calling.quality.warnings import (
    CallQualityWarningEvent,
    MediaStreamType,
    WarningName,
    WarningType,
)
from core.calling.room.call_room import CallRoom

__all__ = [
    "Ability",
    "ArgumentError",
    "Call",
    "CallClient",
    "CallClientListener",
    "CallDetails",
    "CallDirection",
    "CallEndCause",
    "CallListener",
    "CallNotificationResult",
    "CallQualityWarningEvent",
    "CallRoom",
    "CallState",
    "CallTimeouts",
    "CallingRuntime",
    "ClientRegistration",
    "ConnectionState",
    "ConnectionStatus",
    "CredentialsError",
    "ErrorCode",
    "ErrorType",
    "Feature",
    "InvalidOperation",
    "MediaStreamType",
    "NotificationResult",
    "ServiceFeatures",
    "Sinch",
    "SinchClient",
    "SinchClientBuilder",
    "SinchClientListener",
    "SinchError",
    "SipAccount",
    "TransferProgress",
    "TransferRequest",
    "TransferState",
    "WarningName",
    "WarningType",
    "fetch_token",
    "sign_locally",
]
