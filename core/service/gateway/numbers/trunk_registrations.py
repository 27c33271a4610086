"""Trunks that bring calls to where we have registered, instead of to our address."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence

from core.service.gateway.numbers.trunk_words import credentials_of
from core.service.gateway.registrations.machine import Standing
from core.service.gateway.registrations.owner import Callee
from core.service.gateway.registrations.registration import Registration
from core.service.gateway.registrations.registrations import Registrations
from core.service.gateway.registrations.settings import RegistrationSettings
from core.service.numbers.config import Trunk
from core.service.numbers.inbound import called_number, calling_party
from core.service.routing.endpoints import Account
from core.sip.bodies.message_summary import MessageSummary
from core.sip.ids import Ids
from core.sip.messages import NameAddr, Request, Uri

log = logging.getLogger(__name__)


class TrunkRegistrations:
    """Owns the registrations of all trunks that want one; see ``RegistrationOwner``."""

    def __init__(self, trunks: Sequence[Trunk], numbers: Mapping[str, str], ids: Ids, domain: str) -> None:
        self._trunks = {f"trunk-{ids.cnonce()}": trunk for trunk in trunks if trunk.registers}
        self._numbers = numbers
        self._domain = domain

    def start(self, registrations: Registrations) -> None:
        """Register everywhere, and stay registered until ``registrations`` stop."""
        for contact_user, trunk in self._trunks.items():
            host = trunk.server.host
            address = NameAddr(Uri.for_user(trunk.user, host))
            settings = RegistrationSettings(
                address,
                Uri("sip", None, host),
                trunk.server,
                contact_user,
                credentials_of(trunk),
                is_trusted=True,
            )
            registrations.add(settings, self)

    def registration_changed(self, registration: Registration) -> None:
        """Say in the log how a trunk's registration is."""
        name, status = self._trunks[registration.settings.contact_user].name, registration.status
        is_bad = status.standing not in (Standing.OFF, Standing.REGISTERED) and bool(status.sentence)
        level = logging.WARNING if is_bad else logging.INFO
        log.log(level, "trunk %s: %s %s", name, status.standing.value, status.sentence)

    def messages_changed(self, registration: Registration, summary: MessageSummary) -> None:
        """Trunks have no mailboxes."""

    def callee(self, registration: Registration, invite: Request) -> Callee | int:
        """Return which number a call is for, or the status to refuse it with."""
        return callee_by(
            self._trunks[registration.settings.contact_user], invite, self._numbers, self._domain
        )


def callee_by(trunk: Trunk, invite: Request, numbers: Mapping[str, str], domain: str) -> Callee | int:
    """Return which number a call by ``trunk`` is for, and who calls; or 404 if it names none."""
    called = called_number(invite, trunk, numbers)
    if not called:
        return 404
    return Callee(Account("", called), caller=calling_party(invite, trunk, domain), bills_us=True)
