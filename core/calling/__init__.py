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

from core.calling.builder import SinchClientBuilder
from core.calling.call import Call
from core.calling.call_client import CallClient
from core.calling.call_details import CallDetails, CallDirection, CallEndCause, CallState
from core.calling.call_timers import CallTimeouts
from core.calling.client import SinchClient
from core.calling.client_registration import ClientRegistration
from core.calling.connection_status import ConnectionState, ConnectionStatus
from core.calling.credential_sources import CredentialsError, fetch_token, sign_locally
from core.calling.errors import ArgumentError, ErrorCode, ErrorType, InvalidOperation, SinchError
from core.calling.listeners import CallClientListener, CallListener, SinchClientListener
from core.calling.runtime import CallingRuntime
from core.calling.sinch import Sinch

__all__ = [
    "ArgumentError",
    "Call",
    "CallClient",
    "CallClientListener",
    "CallDetails",
    "CallDirection",
    "CallEndCause",
    "CallListener",
    "CallState",
    "CallTimeouts",
    "CallingRuntime",
    "ClientRegistration",
    "ConnectionState",
    "ConnectionStatus",
    "CredentialsError",
    "ErrorCode",
    "ErrorType",
    "InvalidOperation",
    "Sinch",
    "SinchClient",
    "SinchClientBuilder",
    "SinchClientListener",
    "SinchError",
    "fetch_token",
    "sign_locally",
]
