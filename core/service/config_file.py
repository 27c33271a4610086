"""The configuration file of a service (TOML): what is too much for a command line.

    [gateway]
    listen = ["udp:0.0.0.0:5060", "tcp:[::]:5060", "tls:0.0.0.0:5061"]   # without it no calls come in
    public_host = "203.0.113.7"             # what others are told, behind NAT
    allowed_networks = ["192.0.2.0/24"]     # where calls may come from; without it, from everywhere
    callable_networks = ["0.0.0.0/0"]       # where calls may go; without it, everywhere but this machine
    certificate = "sip.pem"                 # and its key, for TLS listeners; relative to this file
    key = "sip.key"
    authorities = "extra-roots.pem"         # trusted beside those of the system
    encryption = "auto"                     # of media: auto, none, sdes or dtls
    calls = 100                             # at once
    speaker = "espeak-ng"                   # says texts to callers, where it is installed; "" for nobody
    stun = "stun.example.net:3478"          # tells how others see us, behind a NAT that changes ports
    media_ports = [20000, 29999]            # first and last UDP port for media of the outside

``[conferences]`` and ``[push]`` are those of their ``config``; ``[[trunk]]``, ``[numbers]`` and ``[phone]``
are those of ``core.service.numbers.config_file``.
Whatever is wrong raises ``ServiceError`` with a sentence that names it.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from core.service.conference.config import TABLE as CONFERENCES
from core.service.conference.config import ConferenceConfig, read_conferences
from core.service.config import GatewayConfig, SipListener, parse_listen
from core.service.config_table import ENCRYPTIONS, MOST_CALLS, Table
from core.service.errors import ServiceError, ServiceProblem
from core.service.gateway.stun_servers import read_stun_server
from core.service.numbers.config_file import TABLES, read_phone
from core.service.push.config import TABLE as PUSH
from core.service.push.config import PushConfig, read_push
from core.sip.locating.locate import numeric_host
from core.sip.messages.uri import is_host
from core.sip.transports.hops import Transport

_USUAL_CALLS = GatewayConfig().calls
_USUAL_SPEAKER = GatewayConfig().speaker
_USUAL_PORTS = GatewayConfig().media_ports
_KEYS = frozenset(
    {
        "listen",
        "public_host",
        "allowed_networks",
        "callable_networks",
        "certificate",
        "key",
        "authorities",
        "encryption",
        "calls",
        "media_ports",
        "prompts",
        "prompt_networks",
        "speaker",
        "stun",
    }
)


def read_config(path: Path) -> tuple[GatewayConfig, ConferenceConfig, PushConfig]:
    """Return what the file at ``path`` says of the gateway, of conference rooms and of push."""
    tables = _tables(path)
    return _read_gateway(tables, path), read_conferences(tables, path), read_push(tables, path)


def read_gateway(path: Path) -> GatewayConfig:
    """Return the gateway that the file at ``path`` describes; one that is off if it describes none."""
    return read_config(path)[0]


def _tables(path: Path) -> dict[str, Any]:
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise _wrong(f"The configuration file {path} cannot be read: {error}.") from error
    except tomllib.TOMLDecodeError as error:
        raise _wrong(f"{path} is no TOML: {error}.") from error
    known = {"gateway", CONFERENCES, PUSH, *TABLES}
    unknown = sorted(set(tables) - known)
    if unknown:
        names = ", ".join(f"[{name}]" for name in sorted(known))
        raise _wrong(f"{path}: there is nothing to set called [{unknown[0]}]; known are {names}.")
    return tables


def _read_gateway(tables: Mapping[str, Any], path: Path) -> GatewayConfig:
    phone = read_phone(tables, path)
    table = tables.get("gateway", {} if phone.trunks else None)
    if table is None:
        return GatewayConfig()
    return replace(_gateway(Table(table, "[gateway]", path)), phone=phone)


def _gateway(table: Table) -> GatewayConfig:
    table.know(_KEYS)
    certificate, key = table.path("certificate"), table.path("key")
    if (certificate is None) is not (key is None):
        raise table.wrong("certificate and key go together.")
    listeners = tuple(_listener(each, table.file) for each in _texts(table, "listen"))
    if any(one.transport == "tls" for one in listeners) and certificate is None:
        raise _wrong(f"{table.file}: a TLS listener of the gateway needs certificate and key.")
    return GatewayConfig(
        enabled=True,
        listeners=listeners,
        public_host=table.text("public_host", check=_is_host, hint="an address or a name"),
        allowed_networks=_texts(table, "allowed_networks"),
        callable_networks=_texts(table, "callable_networks"),
        certificate=(certificate, key) if certificate is not None and key is not None else None,
        authorities=table.path("authorities"),
        encryption=table.one_of("encryption", ENCRYPTIONS),
        calls=table.number("calls", _USUAL_CALLS, MOST_CALLS, least=1),
        media_ports=_ports(table),
        prompts=table.path("prompts"),
        prompt_networks=_texts(table, "prompt_networks"),
        speaker=table.text("speaker", _USUAL_SPEAKER, hint="a program, or nothing"),
        stun=_stun(table),
    )


def _stun(table: Table) -> str:
    text = table.text("stun", hint="HOST or HOST:PORT")
    try:
        return read_stun_server(text)
    except ValueError as error:
        raise table.wrong(f"stun cannot be {text!r}. {error}") from None


def _listener(text: str, path: Path) -> SipListener:
    transport, _, rest = text.partition(":")
    usual = 5061 if transport.lower() == Transport.TLS else 5060
    try:
        host, port = parse_listen(rest, default_host="", default_port=usual)
    except ServiceError:
        host, port = "", 0
    if transport.lower() not in set(Transport) or not _is_host(host):
        raise _wrong(f"{path}: {text!r} is no address to listen on: write udp:HOST:PORT, or tcp or tls.")
    return SipListener(transport.lower(), host, port)


def _ports(table: Table) -> tuple[int, int]:
    ports = table.value("media_ports", list(_USUAL_PORTS))
    is_pair = isinstance(ports, list) and len(ports) == 2 and all(type(port) is int for port in ports)
    if not is_pair or not 1024 <= ports[0] < ports[1] <= 65_535:
        raise table.wrong(
            "media_ports must be the first and the last of some ports from 1024 to 65535: "
            f"write [20000, 29999], not {ports!r}."
        )
    return ports[0], ports[1]


def _texts(table: Table, name: str) -> tuple[str, ...]:
    return table.texts(name, hint='texts: write ["...", "..."]')


def _is_host(text: str) -> bool:
    """Whether ``text`` is a name or a numeric address, IPv6 without brackets."""
    return is_host(text) or numeric_host(text) is not None


def _wrong(sentence: str) -> ServiceError:
    return ServiceError(ServiceProblem.CONFIGURATION, sentence)
