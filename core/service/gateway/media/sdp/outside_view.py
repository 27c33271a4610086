"""A description of ours with the addresses and ports at which the outside sees us, behind NAT. Pure."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Mapping

from core.network.stun import Mapped

_SECTION = re.compile(r"m=(\w+) (\d+)( .*)")


def seen_from_outside(description: str, mapped: Mapping[int, Mapped]) -> str:
    """Return ``description`` with each section at the place of its own port in ``mapped``.

    A section tells its own address, and where reports go if that is not the next port (RFC 3605).
    """
    lines: list[str] = []
    reports = ""
    for line in description.split("\r\n"):
        match = _SECTION.fullmatch(line)
        if match is None:
            lines.append(line)
            continue
        if reports:
            lines.append(reports)
        port = int(match[2])
        place = mapped.get(port)
        if place is None:
            lines.append(line)
            reports = ""
            continue
        lines += [f"m={match[1]} {place.port}{match[3]}", f"c={_address(place)}"]
        reports = _reports(place, mapped.get(port + 1))
    if reports:
        lines.insert(-1, reports)  # what follows the last line end is nothing
    return "\r\n".join(lines)


def _reports(media: Mapped, reports: Mapped | None) -> str:
    if reports is None or reports == Mapped(media.host, media.port + 1):
        return ""
    return f"a=rtcp:{reports.port} {_address(reports)}"


def _address(place: Mapped) -> str:
    return f"IN IP{ipaddress.ip_address(place.host).version} {place.host}"
