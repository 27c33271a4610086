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
    media_ports = [20000, 29999]            # first and last UDP port for media of the outside

``[[trunk]]``, ``[numbers]`` and ``[phone]`` are those of ``core.service.numbers.config_file``.
Whatever is wrong raises ``ServiceError`` with a sentence that names it.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from core.service.config import GatewayConfig, SipListener, parse_listen
from core.service.errors import ServiceError, ServiceProblem
from core.service.numbers.config_file import TABLES, read_phone
from core.sip.locating.locate import numeric_host
from core.sip.messages.uri import is_host
from core.sip.transports.hops import Transport

_ENCRYPTIONS = ("auto", "none", "sdes", "dtls")
_MOST_CALLS = 10_000
_USUAL_CALLS = GatewayConfig().calls
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
    }
)


def read_gateway(path: Path) -> GatewayConfig:
    """Return the gateway that the file at ``path`` describes; one that is off if it describes none."""
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise _wrong(f"The configuration file {path} cannot be read: {error}.") from error
    except tomllib.TOMLDecodeError as error:
        raise _wrong(f"{path} is no TOML: {error}.") from error
    known = {"gateway", *TABLES}
    unknown = sorted(set(tables) - known)
    if unknown:
        names = ", ".join(f"[{name}]" for name in sorted(known))
        raise _wrong(f"{path}: there is nothing to set called [{unknown[0]}]; known are {names}.")
    phone = read_phone(tables, path)
    table = tables.get("gateway", {} if phone.trunks else None)
    if table is None:
        return GatewayConfig()
    if not isinstance(table, Mapping):
        raise _wrong(f"{path}: gateway must be a table: write [gateway].")
    return replace(_gateway(table, path), phone=phone)


def _gateway(table: Mapping[str, Any], path: Path) -> GatewayConfig:
    unknown = sorted(set(table) - _KEYS)
    if unknown:
        raise _wrong(f"{path}: [gateway] knows no {unknown[0]!r}; known are {', '.join(sorted(_KEYS))}.")
    texts = _Texts(table, path)
    certificate, key = texts.path("certificate"), texts.path("key")
    if (certificate is None) is not (key is None):
        raise _wrong(f"{path}: [gateway] certificate and key go together.")
    listeners = tuple(_listener(each, path) for each in texts.list("listen"))
    if any(one.transport == "tls" for one in listeners) and certificate is None:
        raise _wrong(f"{path}: a TLS listener of the gateway needs certificate and key.")
    return GatewayConfig(
        enabled=True,
        listeners=listeners,
        public_host=texts.text("public_host", check=_is_host, hint="an address or a name"),
        allowed_networks=texts.list("allowed_networks"),
        callable_networks=texts.list("callable_networks"),
        certificate=(certificate, key) if certificate is not None and key is not None else None,
        authorities=texts.path("authorities"),
        encryption=texts.text(
            "encryption", "auto", check=_ENCRYPTIONS.__contains__, hint=f"one of {', '.join(_ENCRYPTIONS)}"
        ),
        calls=_number(table, path),
        media_ports=_ports(table, path),
        prompts=texts.path("prompts"),
        prompt_networks=texts.list("prompt_networks"),
    )


class _Texts:
    """Reads texts and lists of texts from a table."""

    def __init__(self, table: Mapping[str, Any], path: Path) -> None:
        self._table = table
        self._path = path

    def text(self, name: str, default: str = "", *, check: Callable[[str], bool], hint: str) -> str:
        value = self._table.get(name, default)
        if not isinstance(value, str) or (value and not check(value)):
            raise _wrong(f"{self._path}: [gateway] {name} must be {hint}, not {value!r}.")
        return value

    def list(self, name: str) -> tuple[str, ...]:
        value = self._table.get(name, [])
        if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
            raise _wrong(f'{self._path}: [gateway] {name} must be a list of texts: write ["...", "..."].')
        return tuple(value)

    def path(self, name: str) -> Path | None:
        text = self.text(name, check=lambda value: "\0" not in value, hint="a path")
        return self._path.parent / text if text else None


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


def _number(table: Mapping[str, Any], path: Path) -> int:
    calls = table.get("calls", _USUAL_CALLS)
    if not isinstance(calls, int) or isinstance(calls, bool) or not 1 <= calls <= _MOST_CALLS:
        raise _wrong(f"{path}: [gateway] calls must be a number from 1 to {_MOST_CALLS}, not {calls!r}.")
    return calls


def _ports(table: Mapping[str, Any], path: Path) -> tuple[int, int]:
    ports = table.get("media_ports", list(_USUAL_PORTS))
    is_pair = isinstance(ports, list) and len(ports) == 2 and all(type(port) is int for port in ports)
    if not is_pair or not 1024 <= ports[0] < ports[1] <= 65_535:
        raise _wrong(
            f"{path}: [gateway] media_ports must be the first and the last of some ports from 1024 to 65535: "
            f"write [20000, 29999], not {ports!r}."
        )
    return ports[0], ports[1]


def _is_host(text: str) -> bool:
    """Whether ``text`` is a name or a numeric address, IPv6 without brackets."""
    return is_host(text) or numeric_host(text) is not None


def _wrong(sentence: str) -> ServiceError:
    return ServiceError(ServiceProblem.CONFIGURATION, sentence)
