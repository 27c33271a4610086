"""The client: one user's long-lived presence at a call service."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Coroutine, Iterable, Mapping
from typing import Any

from core.calling import arguments
from core.calling.call.call import Call
from core.calling.call.call_client import CallClient
from core.calling.client.connection_status import ConnectionState, ConnectionStatus
from core.calling.client.features import Feature, ServiceFeatures
from core.calling.client.managed_push import ManagedPush, MemoryPushStore
from core.calling.client.network import ClientNetwork
from core.calling.client.push import NotificationResult, read_notification
from core.calling.client.registration import ClientRegistration
from core.calling.client.runtime import CallingRuntime
from core.calling.client.settings import ClientSettings
from core.calling.client.watched_presence import WatchedPresence
from core.calling.errors import InvalidOperation, SinchError
from core.calling.listeners import Listeners, SinchClientListener
from core.calling.ports import (
    LinkEvent,
    LinkInvited,
    LinkLacks,
    LinkLost,
    LinkOffers,
    LinkPresence,
    LinkSettings,
)
from core.calling.signalling.ice_servers import fetch_ice_servers
from core.calling.signalling.service_connection import ServiceConnection
from core.calling.signalling.sip_link import SipLink
from core.media.session import IceServer
from core.push.subscription import HeldSubscription, PushSubscription
from core.sentences import sentence, template

log = logging.getLogger(__name__)

GOODBYE_TIMEOUT = 3.0
"""Seconds that a graceful end may take."""


class SinchClient:
    """Registers with the call service and stays registered; built by ``SinchClientBuilder``.

    Every method belongs on the loop that built the client and raises ``InvalidOperation`` elsewhere; every
    callback arrives on that loop. After ``terminate`` the object is dead.
    """

    def __init__(
        self, settings: ClientSettings, runtime: CallingRuntime, loop: asyncio.AbstractEventLoop
    ) -> None:
        self.runtime = runtime
        self.caller_identifier = settings.caller_identifier
        self.ice_servers: tuple[IceServer, ...] = ()
        self.relay_only = False
        """Whether the media of calls made or answered from now on goes by a relay or not at all."""
        is_foreign = settings.account is not None
        self._features = ServiceFeatures.of_sip_provider() if is_foreign else ServiceFeatures.of_service()
        self._is_cut_off = False
        self._presence = WatchedPresence()
        self._settings = settings
        self._loop = loop
        self._display_name = ""
        self._push: ManagedPush | None = None
        self._leaves_for_good = False
        self._listeners: Listeners[SinchClientListener | object] = Listeners()
        self._status = ConnectionStatus()
        self._is_terminated = False
        self._tasks: set[asyncio.Task[None]] = set()
        make_link = runtime.link_factory or SipLink
        link_settings = LinkSettings(settings.address, settings.user_id, runtime, settings.account)
        self.link = make_link(link_settings, self._on_link_event)
        self._connection = self._new_connection()
        self._life: asyncio.Task[None] | None = None
        self._ice_task: asyncio.Task[None] | None = None
        self._call_client = CallClient(self)
        self._network = ClientNetwork(self, runtime.watch_addresses)

    # What the application reads.

    @property
    def userId(self) -> str:
        """The user this client acts for."""
        return self._settings.user_id

    @property
    def applicationKey(self) -> str:
        """The application this client belongs to; empty with a SIP account."""
        return self._settings.application_key

    @property
    def callClient(self) -> CallClient:
        """Places and receives calls."""
        return self._call_client

    @property
    def connection(self) -> ConnectionStatus:
        """How the client stands with its service now."""
        return self._status

    @property
    def features(self) -> ServiceFeatures:
        """What the service can do, with a reason for each thing that it cannot (this project's addition)."""
        return self._features

    @property
    def isReconnecting(self) -> bool:
        """Whether the service is away and the client tries to get it back."""
        return self._is_cut_off or self._status.state is ConnectionState.RECONNECTING

    @property
    def managedPushRequested(self) -> bool:
        """Whether ``setSupportManagedPush`` was called."""
        return self._push is not None

    @property
    def isWokenByPush(self) -> bool:
        """Whether the service wakes this installation for calls (this project's addition)."""
        return self._push is not None and self._push.is_active

    @property
    def pushSubscription(self) -> HeldSubscription | None:
        """Where pushes for this installation come from (this project's addition)."""
        return self._push.held if self._push else None

    @property
    def displayName(self) -> str:
        """The name that people called and people calling see (the push display name)."""
        return self._display_name

    @displayName.setter
    def displayName(self, name: str) -> None:
        self.setPushNotificationDisplayName(name)

    @property
    def callerIdentifier(self) -> str:
        """The number that phones see (CLI, E.164); it may change between calls (this project's addition)."""
        return self.caller_identifier

    @callerIdentifier.setter
    def callerIdentifier(self, number: str) -> None:
        self.check_loop()
        self.caller_identifier = arguments.phone_number(number, "callerIdentifier") if number else ""

    def isStarted(self) -> bool:
        """Return whether the client has registered and has not ended: calls can be placed."""
        return self._status.state in (ConnectionState.ONLINE, ConnectionState.RECONNECTING)

    # What the application does.

    def addListener(self, listener: SinchClientListener | object) -> None:
        """Add a listener."""
        self._listeners.add(arguments.listener(listener))

    def removeListener(self, listener: SinchClientListener | object) -> None:
        """Remove a listener."""
        self._listeners.remove(listener)

    def setPushNotificationDisplayName(self, name: str) -> None:
        """Set the name that other people see; control characters are left out, 100 characters kept.

        Raises ``ArgumentError`` for anything but a string.
        """
        self._display_name = arguments.display_name(name)
        self.link.introduce(self._display_name)

    async def setSupportManagedPush(self, workerPath: str = "") -> None:
        """Be woken for calls by push when this client holds no connection; before ``start``.

        Who reads the subscription in the runtime's ``push_store`` relays what comes. ``workerPath`` means
        nothing here. Raises ``InvalidOperation`` on a client that was started.
        """
        self.check_loop()
        if self._life is not None:
            raise InvalidOperation("managed push is asked for before start()")
        self._push = self._push or ManagedPush(self.runtime.push_store or MemoryPushStore(), self)

    async def disableMangedPushSupport(self) -> None:
        """Take ``setSupportManagedPush`` back, also at the service (the spelling is the calling API's)."""
        self.check_loop()
        if (push := self._push) is not None:
            self._push = None
            self.register_again(None)
            await push.end()

    async def start(self) -> None:
        """Begin to register; ``onClientStarted`` or ``onClientFailed`` follow.

        Returns at once. Raises ``InvalidOperation`` when started already, or terminated.
        """
        self.check_loop()
        if self._is_terminated:
            raise InvalidOperation("a terminated client cannot be started: build another one")
        if self._life is not None and not self._life.done():
            raise InvalidOperation("the client is already started")
        self._connection = self._new_connection()
        self._network.start()
        self._life = self._loop.create_task(self._connection.run())
        self._life.add_done_callback(_log_failure)

    async def relayRemotePushNotification(
        self, payload: Mapping[str, Any] | str | bytes
    ) -> NotificationResult:
        """Take a push notification that came for this user; starts the client if it is not started.

        A notification never rings by itself: the call arrives from the service, once, whatever number of
        notifications tell of it. One that has expired, was canceled, tells of a call known here already, or
        is not ours starts nothing. Raises ``ArgumentError`` for what is no mapping and no text, and
        ``InvalidOperation`` on a terminated client.
        """
        self.check_loop()
        result = read_notification(payload, self.runtime.wall_clock())
        if self._is_terminated:
            raise InvalidOperation("a terminated client takes no notifications: build another one")
        call = result.callResult
        if (
            call is None
            or call.hasTimedOut()
            or call.isCallCanceled()
            or self._call_client.knows(call.callId)
        ):
            return result
        if self._life is None or self._life.done():
            await self.start()
        else:
            self._connection.retry()
        return result

    async def unregisterPushToken(self) -> None:
        """Be woken for no call any more once the client has ended (log-out: before ``terminate``).

        ``terminate`` then takes the registration back, too, as ``terminateGracefully`` always does.
        """
        self.check_loop()
        self._leaves_for_good = True

    def setPresence(self, state: str) -> None:
        """Say how reachable this user is (this project's addition; RFC 3903).

        ``state`` is "offline" (seen as such, calls come all the same), "online", "in-call" or
        "do-not-disturb"; it is kept over reconnections. Raises ``ArgumentError``. Where ``features`` lacks
        presence, nobody hears of it.
        """
        self.check_loop()
        self.link.publish_presence(arguments.presence(state))

    def watchPresence(self, user_ids: Iterable[str]) -> None:
        """Hear of these users' presence through ``onPresenceChanged``, and of nobody else's (RFC 6665).

        1000 users at most. Raises ``ArgumentError`` for what is no user id.
        """
        self.check_loop()
        self.link.watch_presence(self._presence.watch(user_ids))

    def presenceOf(self, userId: str) -> str:
        """Return the presence last heard of a watched user; empty if none."""
        return self._presence.of(userId)

    def reconnect(self) -> None:
        """Try to reach the service now instead of waiting for the back-off (this project's addition)."""
        self.check_loop()
        self._connection.retry()

    async def terminate(self) -> None:
        """End at once: running calls end, the object is dead.

        Nothing is unregistered unless ``unregisterPushToken`` was called: the service keeps this installation
        for a while, in case that it comes back.
        """
        self.check_loop()
        self._call_client.hang_up_all()
        if self._leaves_for_good:
            await self._take_leave()
        await self._end()

    async def terminateGracefully(self) -> None:
        """Hang up, take the registration back, let what is on its way arrive (3 s at most), and end.

        Where the service wakes us by push the registration stays until ``unregisterPushToken``: calls come.
        """
        self.check_loop()
        if self._is_terminated:
            return
        self._call_client.hang_up_all()
        await self._take_leave()
        await self._end()

    # What the connection needs (ConnectionHost).

    def ask_for_credentials(self) -> asyncio.Future[str | None]:
        """Raise ``onCredentialsRequired``; with nobody to answer, the answer is None."""
        answer: asyncio.Future[str | None] = self._loop.create_future()

        def settle(token: str | None) -> None:
            if not answer.done():
                answer.set_result(token)

        registration = ClientRegistration(settle, self._loop)
        if not self._listeners.notify("onCredentialsRequired", self, registration):
            log.info("nobody answers onCredentialsRequired")
            settle(None)
        return answer

    async def prepare(self, token: str) -> None:
        """See to it that the registration says how we are woken."""
        if self._push is not None:
            await self._push.prepare(token)

    def show(self, status: ConnectionStatus) -> None:
        """Take the new status and tell the listeners of a change."""
        if status == self._status:
            return
        log.info("client %s: %s -> %s", self.userId, self._status.state.value, status.state.value)
        self._status = status
        if status.state in (ConnectionState.STOPPED, ConnectionState.FAILED):
            self._is_cut_off = False
        self._listeners.notify("onConnectionChanged", self, status)

    def register_again(self, told: PushSubscription | None) -> None:
        """Register, if that is the state of things, with another push subscription or with none."""
        self.link.wake_by(told)
        if self._status.state is ConnectionState.ONLINE or self._connection.token:
            self.link.register(self._connection.token)

    def registered(self, *, is_first: bool) -> None:
        """Hear that the service has us; ICE servers are fetched beside everything else."""
        if self.runtime.fetches_ice_servers and (self._ice_task is None or self._ice_task.done()):
            self._ice_task = self.spawn(self._keep_ice_servers())
        self._is_cut_off = False
        if is_first:
            self._listeners.notify("onClientStarted", self)
        self._call_client.flow_restored()

    def failed(self, error: SinchError) -> None:
        """Tell the listeners."""
        self._listeners.notify("onClientFailed", self, error)

    # What the network needs (NetworkHost).

    @property
    def link_address(self) -> str:
        """This machine's address on the connection to the service."""
        return self.link.local_address

    @property
    def service_address(self) -> str:
        """The service's address on the connection to it."""
        return self.link.remote_address

    @property
    def running_calls(self) -> tuple[Call, ...]:
        """The calls that go on."""
        return self._call_client.calls

    def reach_service_again(self) -> None:
        """Give the connection to the service up and make another one now."""
        if self._status.state is ConnectionState.ONLINE:
            self.link.abandon()
            self._connection.skip_next_wait()
            self._on_link_event(LinkLost())
        else:
            self._connection.retry()

    # What the call client needs (CallHost).

    def check_loop(self) -> None:
        """Raise ``InvalidOperation`` when the running loop is not the one that built the client."""
        try:
            running = asyncio.get_running_loop()
        except RuntimeError:
            running = None
        if running is not self._loop:
            raise InvalidOperation("this belongs on the event loop that built the client")

    @property
    def has_own_number(self) -> bool:
        """Whether the service knows by itself which number phones see."""
        return self._settings.account is not None

    def calls_changed(self) -> None:
        """Hear that a call has ended."""

    def spawn(self, coroutine: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        """Run ``coroutine`` to its end."""
        task = self._loop.create_task(coroutine)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        task.add_done_callback(_log_failure)
        return task

    def marshal(self, function: Callable[..., None], *args: object) -> None:
        """Run ``function`` on the client's loop: now if this is it, soon if not."""
        try:
            is_here = asyncio.get_running_loop() is self._loop
        except RuntimeError:
            is_here = False
        if is_here:
            function(*args)
        elif not self._loop.is_closed():
            self._loop.call_soon_threadsafe(function, *args)

    # The inside.

    def _new_connection(self) -> ServiceConnection:
        needs_token = self._settings.account is None
        return ServiceConnection(self.link, self, self.runtime, needs_token=needs_token)

    def _on_link_event(self, event: LinkEvent) -> None:
        if isinstance(event, LinkInvited):
            self._call_client.invited(event.leg, event.invitation)
            return
        if isinstance(event, LinkPresence):
            if self._presence.take(event.user_id, event.presence):
                self._listeners.notify("onPresenceChanged", self, event.user_id, event.presence)
            return
        if isinstance(event, LinkLacks):
            self.lack(event)
            return
        if isinstance(event, LinkOffers):
            self._show_features(ServiceFeatures.of_service(event.features))
            return
        if self._push is not None and self._push.handle(event):
            return
        self._connection.handle(event)
        if isinstance(event, LinkLost):
            self._is_cut_off = True
            self._call_client.flow_lost()

    def lack(self, event: LinkLacks) -> None:
        """Show that the service does not carry something."""
        feature = Feature(event.feature)
        if feature in self.features:
            log.info("the service lacks %s: %d", feature, event.status)
            self._show_features(self.features.lacking(feature, sentence(_LACKING, status=event.status)))

    def _show_features(self, features: ServiceFeatures) -> None:
        if features != self._features:
            self._features = features
            self._listeners.notify("onFeaturesChanged", self, features)

    async def _keep_ice_servers(self) -> None:
        """Fetch ICE servers now and again before their credentials run out."""
        while self.link.ice_url and (token := self._connection.token):
            fetched = await fetch_ice_servers(self.link.ice_url, token, context=self.runtime.ssl)
            # A failure leaves those in hand: they may be good for a while.
            self.ice_servers = fetched.servers or self.ice_servers
            self._listeners.notify("onIceServersChanged", self)
            await asyncio.sleep(fetched.lifetime * 0.8)

    async def _take_leave(self) -> None:
        if self._status.state is not ConnectionState.ONLINE:
            return
        try:
            async with asyncio.timeout(GOODBYE_TIMEOUT):
                if self.isWokenByPush and not self._leaves_for_good:
                    await self.link.stand_by()
                else:
                    await self.link.unregister()
        except (TimeoutError, OSError) as error:
            log.info("the service did not confirm our leaving: %s", error or "no answer")

    async def _end(self) -> None:
        self._is_terminated = True
        if self._push is not None and self._leaves_for_good:
            await self._push.end()
        self._network.stop()
        life, self._life = self._life, None
        if life is not None:
            life.cancel()
            await asyncio.gather(life, return_exceptions=True)
        if self._ice_task is not None:
            self._ice_task.cancel()
        await self.link.close()
        if self._tasks:
            _, late = await asyncio.wait(self._tasks, timeout=GOODBYE_TIMEOUT)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)
        self.show(ConnectionStatus())


_LACKING = template("The call service does not offer this (it answered {status}).")


def _log_failure(task: asyncio.Task[None]) -> None:
    if not task.cancelled() and (error := task.exception()) is not None:
        log.error("a task of the client failed", exc_info=error)
