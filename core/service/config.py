"""How one call service is set up."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, fields, replace
from pathlib import Path

from core.service.conference.config import ConferenceConfig
from core.service.errors import ServiceError, ServiceProblem
from core.service.numbers.config import PhoneConfig
from core.service.push.config import PushConfig

DEFAULT_DOMAIN = "ahoy.invalid"
"""Domain of users of a service with no name of its own; never looked up (RFC 2606)."""
_LARGEST_LIMIT = 1_000_000_000


@dataclass(frozen=True, slots=True)
class IceServer:
    """One STUN or TURN server as the W3C shapes it; with a TURN secret the credentials are made per user."""

    urls: tuple[str, ...]
    username: str = ""
    credential: str = ""


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds on what one peer, one user or everybody together may take. Times in seconds, sizes in bytes."""

    flows: int = 5000
    flows_per_address: int = 200
    guest_flows: int = 32
    guest_flows_per_address: int = 4
    instances_per_user: int = 10
    calls: int = 2000
    """Requests that wait for their answer at once."""
    calls_per_flow: int = 32
    calls_known: int = 10_000
    """Calls that are remembered until they end; beyond, the oldest goes on unknown to the service."""
    guest_requests_per_minute: int = 120
    registers_per_minute_per_address: int = 1200
    """Rates: bursts may have a quarter of them, 0 is no limit at all."""
    invites_per_minute_per_address: int = 600
    messages_per_minute_per_address: int = 1200
    registers_per_minute_per_user: int = 120
    invites_per_minute_per_user: int = 120
    messages_per_minute_per_user: int = 300
    presence_per_minute_per_user: int = 1200
    wrong_tokens_per_minute_per_address: int = 60
    wrong_tokens_per_minute_per_user: int = 60
    connections_per_minute_per_address: int = 1200
    packets_per_second_per_flow: int = 50
    """A flow that sends more is read more slowly; bursts may have four times as many."""
    packets_per_second_per_address: int = 1000
    garbage_per_flow: int = 10
    message_bytes: int = 65_536
    min_expires: int = 60
    max_expires: int = 3600
    default_expires: int = 600
    users: int = 100_000
    flow_wait: float = 4.0
    """How long an INVITE waits for the flow of an instance that is bound but not connected."""
    unregistered_flow: float = 60.0
    """How long a flow may stay without a registration."""
    ping_interval: float = 25.0
    send_buffer_bytes: int = 1_048_576
    """A flow whose peer does not read is closed beyond this."""
    callback_seconds: float = 5.0
    """How long a backend has for its answer, at each of its addresses."""
    callbacks_at_once: int = 32
    """Requests to one application's backend that calls wait for; as many again that tell of something."""
    callbacks_waiting: int = 96
    """Those that wait until one of these is over; beyond, there is no answer."""
    accounts: int = 1000
    """Accounts that users have elsewhere and this service registers, all together."""
    accounts_per_user: int = 8
    account_changes_per_minute_per_user: int = 60
    account_streams: int = 512
    account_streams_per_user: int = 8
    push_wait: float = 30.0
    """How long a call waits for a device that is woken by push to say that it rings."""
    push_ring: float = 60.0
    """How long it then waits for the person there."""
    push_wakes: int = 2000
    """Devices that are being woken at once."""
    push_subscriptions: int = 100_000
    push_subscriptions_per_user: int = 10
    push_streams: int = 5000
    push_keep_alive: float = 290.0
    """How often something is sent to those who wait for pushes and get none."""
    push_messages_per_minute: int = 120
    """To one subscription."""
    nearby_entries: int = 64
    nearby_streams: int = 8


@dataclass(frozen=True, slots=True)
class EchoConfig:
    """The echo test: how long it rings (s), how many at once, how late sound comes back (s)."""

    enabled: bool = True
    answer_after: float = 0.8
    simultaneous: int = 4
    audio_delay: float = 0.5
    silence_limit: float = 30.0


@dataclass(frozen=True, slots=True)
class SipListener:
    """One address of the gateway for calls from classic SIP; ``transport`` is udp, tcp or tls."""

    transport: str
    host: str
    port: int


@dataclass(frozen=True, slots=True)
class GatewayConfig:
    """The gateway to classic SIP. Without ``listeners`` it only makes calls and takes none.

    ``public_host`` is the address others are told, where it is not this machine's own. Networks are in CIDR
    notation, none of them means all: calls come from ``allowed_networks`` only, and go to
    ``callable_networks`` only. ``certificate`` and key are PEM files for the TLS listeners; ``authorities``
    are certificates to be trusted beside the system's. ``encryption`` of media towards addresses that do not
    say: ``auto`` asks for it where signalling is encrypted. ``calls`` is how many there may be at once.
    ``media_ports`` are the first and the last UDP port for media of the outside; a call takes two or four.
    ``prompts`` is the folder of the sound files that backends may name, ``prompt_networks`` are networks that
    prompts may be downloaded from though they are not public.
    ``speaker`` is eSpeak NG, the program that says texts; empty, or where it is not installed, nobody does.
    ``stun`` is a server (``host[:port]``) that tells how others see us, for those in public networks.
    ``phone`` says how the telephone network is reached; without trunks it is not.
    """

    enabled: bool = False
    listeners: tuple[SipListener, ...] = ()
    public_host: str = ""
    allowed_networks: tuple[str, ...] = ()
    callable_networks: tuple[str, ...] = ()
    certificate: tuple[Path, Path] | None = None
    authorities: Path | None = None
    encryption: str = "auto"
    calls: int = 100
    media_ports: tuple[int, int] = (20_000, 29_999)
    prompts: Path | None = None
    prompt_networks: tuple[str, ...] = ()
    speaker: str = "espeak-ng"
    stun: str = ""
    phone: PhoneConfig = field(default_factory=PhoneConfig)


@dataclass(frozen=True, slots=True)
class ServiceConfig:
    """Everything a ``CallService`` needs to know, read once at the start.

    ``applications`` maps application keys to secrets (base64); empty means: the key the service makes for
    itself. ``lan_listen`` is the TLS address for people nearby (port 0: any), None for no LAN side at all;
    ``lan_interfaces`` are the addresses DNS-SD uses, None for all; another ``lan_service_type`` keeps a group
    of services apart from everybody else's. ``certificate`` and key are PEM files for TLS towards clients.
    ``users`` are known users that need not register before a call to them waits for their flow instead of
    failing with 404.
    """

    data_dir: Path
    listen_host: str = "127.0.0.1"
    listen_port: int = 0
    lan_listen: tuple[str, int] | None = None
    lan_interfaces: tuple[str, ...] | None = None
    lan_service_type: str = "_ahoy._tcp.local."
    domain: str = DEFAULT_DOMAIN
    domain_aliases: tuple[str, ...] = ()
    certificate: tuple[Path, Path] | None = None
    applications: dict[str, str] = field(default_factory=dict)
    users: tuple[str, ...] = ()
    ice_servers: tuple[IceServer, ...] = ()
    turn_secret: str = ""
    ice_ttl: int = 3600
    allowed_origins: tuple[str, ...] = ()
    visible_user: str = ""
    visible_name: str = ""
    limits: Limits = field(default_factory=Limits)
    echo: EchoConfig = field(default_factory=EchoConfig)
    gateway: GatewayConfig = field(default_factory=GatewayConfig)
    conferences: ConferenceConfig = field(default_factory=ConferenceConfig)
    push: PushConfig = field(default_factory=PushConfig)


def limits_from(texts: Iterable[str]) -> Limits:
    """Return the limits with each ``NAME=NUMBER`` of ``texts`` applied; raise ServiceError."""
    changed: dict[str, float] = {}
    kinds = {each.name: each.default for each in fields(Limits)}
    for text in texts:
        name, _, number = text.partition("=")
        default = kinds.get(name)
        try:
            value = float(number) if isinstance(default, float) else int(number)
        except ValueError:
            default = None
        if default is None or not number.isascii() or not 0 <= value <= _LARGEST_LIMIT:
            sentence = f"{text!r} is no limit: write NAME=NUMBER, with one of {', '.join(sorted(kinds))}."
            raise ServiceError(ServiceProblem.CONFIGURATION, sentence, limit=text)
        changed[name] = value
    return replace(Limits(), **changed)  # type: ignore[arg-type]


def parse_listen(text: str, *, default_host: str = "127.0.0.1", default_port: int = 7443) -> tuple[str, int]:
    """Return host and port of ``HOST:PORT``, ``HOST``, ``:PORT`` or ``[v6]:PORT``; raise ServiceError."""
    host, port_text = text.strip(), ""
    if host.startswith("["):
        host, bracket, rest = host[1:].partition("]")
        if not bracket or (rest and not rest.startswith(":")):
            raise _bad_listen(text)
        port_text = rest[1:]
    elif host.count(":") <= 1:
        host, _, port_text = host.partition(":")
    if port_text and not (port_text.isascii() and port_text.isdigit() and int(port_text) <= 65535):
        raise _bad_listen(text)
    return host or default_host, int(port_text) if port_text else default_port


def _bad_listen(text: str) -> ServiceError:
    sentence = f"{text!r} is not an address to listen on: write HOST:PORT, for example 127.0.0.1:7443."
    return ServiceError(ServiceProblem.CONFIGURATION, sentence, listen=text)
