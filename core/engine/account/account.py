"""The person's account: which call service, the client on it, the people nearby. Core thread only."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import aiohttp

from core.calling import (
    CallingRuntime,
    ClientRegistration,
    ConnectionState,
    ConnectionStatus,
    ServiceFeatures,
    Sinch,
    SinchClient,
    SinchClientListener,
    SipAccount,
)
from core.calling.client.credential_sources import CredentialsError
from core.calling.errors import ArgumentError, ErrorType, SinchError
from core.calling.signalling.ice_servers import has_relay
from core.engine.account.access import Access
from core.engine.account.missing import missing_features
from core.engine.account.presence import PresenceBoard
from core.engine.account.provider_accounts import ProviderAccounts
from core.engine.account.standby import Standby
from core.engine.argument_words import argument_words
from core.engine.people.remembered import Remembered, ServiceSettings
from core.engine.tasks import TaskGroup
from core.identity import TokenError
from core.media.devices.capture import LocalMedia
from core.ports import Vault
from core.sentences import sentence
from core.service.errors import ServiceError
from core.service.nearby.client import NearbyPerson, NearbyRefused, set_visibility, watch_nearby
from core.service.process.launcher import EmbeddedService, ServiceProcess
from core.snapshots import NearbySnapshot, ProfileSnapshot, ServiceSnapshot, ServiceState

log = logging.getLogger(__name__)

PROMPT_RETRY, PROMPT_TRIES, SLOW_RETRY = 4.0, 75, 15.0
"""Seconds before a service, or a token server, that could not be reached at the start is tried again.

For some five minutes often: somebody may just be logging in to the network of a hotel.
"""
NEARBY_RETRY = 5.0
"""Seconds before people nearby are asked for again after the stream broke."""

_STATES = {
    ConnectionState.STOPPED: ServiceState.STARTING,
    ConnectionState.CONNECTING: ServiceState.STARTING,
    ConnectionState.ONLINE: ServiceState.ONLINE,
    ConnectionState.RECONNECTING: ServiceState.RECONNECTING,
    ConnectionState.FAILED: ServiceState.FAILED,
}


class Account(SinchClientListener):
    """Keeps one client online at the configured service, or at the embedded one that it starts."""

    def __init__(
        self,
        profile_dir: Path,
        vault: Vault,
        tasks: TaskGroup,
        on_change: Callable[[str], None],
        *,
        lan: bool = True,
    ) -> None:
        self.snapshot = ServiceSnapshot()
        self.nearby: tuple[NearbySnapshot, ...] = ()
        self._data_dir = profile_dir / "service"
        self._vault = vault
        self.keeps_secrets = True
        """Whether secrets outlive the program, as far as they were needed until now."""
        self._tasks = tasks
        self._on_change = on_change
        self._lan = lan
        self._process: ServiceProcess | None = None
        self._client: SinchClient | None = None
        self._access: Access | None = None
        self._profile = ProfileSnapshot()
        self._nearby_task: asyncio.Task[None] | None = None
        self._retry: asyncio.Task[None] | None = None
        self._tries = 0
        self._token_problem: CredentialsError | TokenError | None = None
        self._standing: tuple[object, ...] = ()
        """As whom, where and how the client was opened."""
        self.standby = Standby(profile_dir, vault)
        self.presence = PresenceBoard()
        self.providers = ProviderAccounts(tasks, on_change)

    async def open(self, remembered: Remembered, media: LocalMedia) -> SinchClient | None:
        """Go online as the profile's person; returns the client, or None with no name or no service."""
        profile, settings = remembered.profile, remembered.service
        self._token_problem = None
        self._profile = profile
        self._standing = _standing(remembered)
        self._show(ServiceState.STARTING, settings)
        if not profile.user_id:
            return None
        way = await self._way_in(settings)
        if way is None:
            return None
        try:
            self._client = self._build(way, media, remembered.instance_id)
        except ArgumentError as error:
            self._show(ServiceState.FAILED, settings, argument_words(error))
            return None
        self._access = way if isinstance(way, Access) else None
        await self._stand_by(self._client, remembered)
        self._show_missing(self._client.features)
        # Awaited, not spawned: whoever closes the account next must not be overtaken by its start.
        await self._client.start()
        return self._client

    def leaves(self, remembered: Remembered) -> bool:
        """Whether what is remembered now is another place, person or way than the client was opened with."""
        return self._standing != _standing(remembered)

    async def _stand_by(self, client: SinchClient, remembered: Remembered) -> None:
        """Have the service wake an agent for calls while we do not run, if the person wants that."""
        wanted = remembered.desktop.rings_when_closed
        is_possible = self._access is not None and not self.snapshot.is_embedded
        if wanted and is_possible:
            await client.setSupportManagedPush()
        if problem := await self.standby.set(wanted and is_possible):
            self._on_change(problem)

    async def close_client(self, *, for_good: bool = False) -> None:
        """Go offline; the embedded service goes on. ``for_good``: calls do not wake us here any more."""
        for task in (self._nearby_task, self._retry):
            if task is not None:
                task.cancel()
        self._nearby_task = self._retry = None
        self.nearby = ()
        self.presence.close()
        self.providers.close()
        client, self._client, self._access = self._client, None, None
        if client is not None:
            client.removeListener(self)
            if for_good:
                await client.unregisterPushToken()
            await client.terminateGracefully()

    async def close(self) -> None:
        """Go offline and end the embedded service."""
        await self.close_client()
        process, self._process = self._process, None
        if process is not None:
            await process.stop()

    async def keep_secret(self, settings: ServiceSettings, secret: str) -> None:
        """Put the application secret, or the password, of ``settings`` into the vault."""
        await asyncio.to_thread(self._vault.write, vault_name(settings), secret)
        self.keeps_secrets = self._vault.is_persistent
        if not self.keeps_secrets:
            self._on_change(
                sentence("There is no key store on this system: the password is forgotten when Ahoy closes.")
                if settings.is_foreign
                else sentence(
                    "There is no key store on this system: the secret is forgotten when Ahoy closes."
                )
            )

    async def forget_secret(self, settings: ServiceSettings) -> None:
        """Take the application secret, or the password, of ``settings`` out of the vault."""
        await asyncio.to_thread(self._vault.delete, vault_name(settings))

    async def has_password(self, settings: ServiceSettings) -> bool:
        """Whether a password for the SIP server of ``settings`` is in the vault."""
        as_foreign = replace(settings, is_foreign=True)
        return bool(await asyncio.to_thread(self._vault.read, vault_name(as_foreign)))

    async def set_visible(self, visible: bool) -> None:
        """Announce the person on the network, or stop doing so."""
        self._profile = replace(self._profile, visible_nearby=visible)
        if self._access is None or not self.snapshot.is_embedded:
            return
        try:
            await set_visibility(
                self._access.url,
                await self._access.token(),
                visible=visible,
                name=self._profile.display_name,
            )
        except (NearbyRefused, aiohttp.ClientError, TimeoutError) as error:
            log.info("visibility nearby not set: %s", error)

    def show_number(self, own_number: str) -> None:
        """Let those who are called by phone see this number (E.164) from now on; empty: none is set."""
        self._profile = replace(self._profile, own_number=own_number)
        if self._client is not None and not self.snapshot.is_foreign:
            self._show_number(self._client)

    def onCredentialsRequired(self, client: SinchClient, registration: ClientRegistration) -> None:
        """Sign a token here, or fetch one from the person's token server."""
        access = self._access
        if access is None or client is not self._client:
            registration.registerFailed()
        else:
            self._tasks.spawn(self._give_token(access, registration))

    def onConnectionChanged(self, client: SinchClient, status: ConnectionStatus) -> None:
        """Show how the client stands with the service."""
        if client is not self._client:
            return
        state = _STATES[status.state]
        if state is ServiceState.ONLINE:
            self._token_problem = None
            self._tries = 0
            self.presence.online(client)
        # What the token server did says more than that there is no token; it, too, is behind the network.
        problem = None if status.wants_sign_in else self._token_problem
        message = str(problem or status.message)
        self.snapshot = replace(self.snapshot, state=state, message=message)
        if state is ServiceState.FAILED and _may_heal(self._token_problem):
            self._start_again_soon(client)
        if state is ServiceState.ONLINE and self._access is not None:
            self.providers.open(self._access)
        if state is ServiceState.ONLINE and self.snapshot.is_embedded and self._nearby_task is None:
            self._nearby_task = self._tasks.spawn(self._follow_nearby())
        self._on_change("")

    def onIceServersChanged(self, client: SinchClient) -> None:
        """Show whether there is a relay."""
        if client is self._client:
            self.snapshot = replace(self.snapshot, has_relay=has_relay(client.ice_servers))
            self._on_change("")

    def use_relays_only(self, on: bool) -> None:
        """Let the media of calls go by a relay alone, from the next call on."""
        self._profile = replace(self._profile, always_relay=on)
        if self._client is not None:
            self._client.relay_only = on

    def onClientFailed(self, client: SinchClient, error: SinchError) -> None:
        """Try again by itself where the place may be at fault: a network that wants a log-in, say."""
        if client is self._client and error.isFatal and error.domain is ErrorType.NETWORK:
            self._start_again_soon(client)

    def onPresenceChanged(self, client: SinchClient, userId: str, presence: str) -> None:
        """Show how reachable a contact is."""
        if client is self._client:
            self.presence.heard(userId, presence)
            self._on_change("")

    def onFeaturesChanged(self, client: SinchClient, features: ServiceFeatures) -> None:
        """Show what the service turned out not to carry."""
        if client is self._client:
            self._show_missing(features)
            self._on_change("")

    def _build(self, way: Access | SipAccount, media: LocalMedia, instance_id: str) -> SinchClient:
        runtime = CallingRuntime(local_media=media, push_store=self.standby.store)
        if instance_id:
            runtime = replace(runtime, instance_id=instance_id)
        builder = Sinch.getSinchClientBuilder().runtime(runtime)
        if isinstance(way, SipAccount):
            builder.sipAccount(way)
        else:
            builder.applicationKey(way.application_key).userId(way.user_id).environmentHost(way.url)
        client = builder.build()
        client.displayName = self._profile.display_name
        client.relay_only = self._profile.always_relay
        if not isinstance(way, SipAccount):
            self._show_number(client)
        client.addListener(self)
        return client

    def _show_number(self, client: SinchClient) -> None:
        with contextlib.suppress(ArgumentError):  # what the disk says may be damaged
            client.callerIdentifier = self._profile.own_number

    async def _way_in(self, settings: ServiceSettings) -> Access | SipAccount | None:
        if not settings.url:
            return await self._embedded()
        secret = await asyncio.to_thread(self._vault.read, vault_name(settings)) or ""
        self.keeps_secrets = self._vault.is_persistent
        if settings.is_foreign:
            return self._foreign(settings, secret)
        return self._configured(settings, secret)

    def _foreign(self, settings: ServiceSettings, password: str) -> SipAccount | None:
        if not settings.user_id or not password:
            needed = (
                sentence("The SIP server needs your password.")
                if settings.user_id
                else sentence("The SIP server needs the user name that it knows you by.")
            )
            self._show(ServiceState.FAILED, settings, needed)
            return None
        url = settings.url if "://" in settings.url else f"wss://{settings.url}"
        try:
            return SipAccount(url, settings.user_id, password, settings.sip_domain)
        except ArgumentError as error:
            self._show(ServiceState.FAILED, settings, argument_words(error))
            return None

    def _configured(self, settings: ServiceSettings, secret: str) -> Access | None:
        if not secret and not settings.token_url:
            self._show(
                ServiceState.FAILED,
                settings,
                sentence("The call service needs an application secret or the address of your token server."),
            )
            return None
        user_id = settings.user_id or self._profile.user_id
        return Access(settings.url, user_id, settings.application_key, secret, settings.token_url)

    async def _embedded(self) -> Access | None:
        try:
            service = await self._start_service()
        except ServiceError as error:
            log.info("the embedded service did not start: %s", error)
            self._show(ServiceState.FAILED, ServiceSettings(), str(error))
            return None
        return Access.to_embedded(service, self._profile.user_id)

    async def _start_service(self) -> EmbeddedService:
        if self._process is None:
            self._process = ServiceProcess(on_state=self._service_state)
        return await self._process.start(self._data_dir, lan=self._lan)

    def _service_state(self, state: str) -> None:
        log.info("embedded service: %s", state)
        if state == "failed" and self.snapshot.is_embedded:
            said = sentence("Ahoy's own call service keeps stopping. Start Ahoy again.")
            self._show(ServiceState.FAILED, ServiceSettings(), said)

    async def _give_token(self, access: Access, registration: ClientRegistration) -> None:
        try:
            token = await access.token()
        except (CredentialsError, TokenError) as error:
            log.info("no token: %s", error)
            self._token_problem = error
            registration.registerFailed()
            return
        self._token_problem = None
        registration.register(token)

    def _start_again_soon(self, client: SinchClient) -> None:
        if self._retry is None or self._retry.done():
            self._tries += 1
            self._retry = self._tasks.spawn(self._start_again(client))

    async def _start_again(self, client: SinchClient) -> None:
        await asyncio.sleep(PROMPT_RETRY if self._tries <= PROMPT_TRIES else SLOW_RETRY)
        self._retry = None  # from here on a new failure is a new reason to wait
        await client.start()

    async def _follow_nearby(self) -> None:
        await self.set_visible(self._profile.visible_nearby)
        while (access := self._access) is not None:
            try:
                async for people in watch_nearby(access.url, await access.token()):
                    self.nearby = tuple(_nearby(person) for person in people)
                    self._on_change("")
            except (NearbyRefused, aiohttp.ClientError, TimeoutError, ValueError) as error:
                log.info("people nearby are unknown for now: %s", error)
            await asyncio.sleep(NEARBY_RETRY)
            await self.set_visible(self._profile.visible_nearby)

    def _show(self, state: ServiceState, settings: ServiceSettings, message: str = "") -> None:
        self.snapshot = ServiceSnapshot(
            state,
            settings.url,
            is_embedded=not settings.url,
            signs_tokens_here=bool(settings.url) and not settings.token_url and not settings.is_foreign,
            message=message,
            is_foreign=settings.is_foreign,
        )
        self._on_change("")

    def _show_missing(self, features: ServiceFeatures) -> None:
        missing = missing_features(features, is_embedded=self.snapshot.is_embedded)
        self.snapshot = replace(self.snapshot, missing=missing)


def _standing(remembered: Remembered) -> tuple[object, ...]:
    profile, service = remembered.profile, remembered.service
    return (profile.user_id, *service.place, remembered.desktop.rings_when_closed)


def vault_name(settings: ServiceSettings) -> str:
    """Return under which name the secret of ``settings`` is in the vault."""
    if settings.is_foreign:
        return f"sip-password:{settings.url}:{settings.user_id}"
    return f"service-secret:{settings.url}:{settings.application_key}"


def _may_heal(problem: CredentialsError | TokenError | None) -> bool:
    return isinstance(problem, CredentialsError) and not problem.is_permanent


def _nearby(person: NearbyPerson) -> NearbySnapshot:
    return NearbySnapshot(person.name, person.address, person.host, person.warning)
