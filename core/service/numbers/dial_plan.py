"""Where a call to a number goes: by which trunks, in which order, and whether it may be made at all.

Everything is refused that nobody has allowed: toll fraud is the first attack on a service with a trunk.
"""

from __future__ import annotations

from dataclasses import dataclass

from core.phone_numbers.reading import (
    EMERGENCY_REFUSED,
    Number,
    NumberError,
    abroad_form,
    emergency_digits,
    national_form,
    read_number,
)
from core.service.numbers.config import NumberShape, PhoneConfig, Trunk
from core.service.routing.endpoints import Account

NO_LINE = "No telephone line of this service leads to that number."


class NumberRefused(Exception):
    """A call to a number is not made. ``status`` of SIP, and a sentence for the person who called."""

    def __init__(self, status: int, sentence: str) -> None:
        super().__init__(sentence)
        self.status = status
        self.sentence = sentence


@dataclass(frozen=True, slots=True)
class Dialled:
    """What is called: a number, or an emergency number's digits."""

    number: Number | None = None
    emergency: str = ""


class DialPlan:
    """Decides by ``config``. Pure."""

    def __init__(self, config: PhoneConfig) -> None:
        self._config = config

    def read(self, text: str) -> Dialled:
        """Return what the user part of a Request-URI calls. Raises ``NumberRefused``."""
        emergency = emergency_digits(text, self._config.country)
        if emergency:
            return Dialled(emergency=emergency)
        try:
            return Dialled(read_number(text, self._config.country))
        except NumberError as error:
            raise NumberRefused(484 if error.is_unfinished else 404, str(error)) from None

    def caller(self, text: str) -> str:
        """Return the number that a caller shows as E.164. Raises ``NumberRefused``."""
        try:
            return read_number(text).e164
        except NumberError:
            sentence = "A call to a phone number must show a number of yours with its country: set one first."
            raise NumberRefused(403, sentence) from None

    def trunks(self, account: Account, dialled: Dialled, caller: str) -> tuple[Trunk, ...]:
        """Return the trunks to try, best first. ``caller`` is E.164. Raises ``NumberRefused``."""
        if dialled.number is None:
            return self._for_emergency()
        self._check(account, dialled.number)
        fitting = self._fitting(dialled.number)
        if not fitting:
            raise NumberRefused(404, NO_LINE)
        showing = tuple(trunk for trunk in fitting if self._may_show(trunk, account, caller))
        if not showing:
            raise NumberRefused(403, f"{caller} may not be shown as your number by this service.")
        return showing

    def _for_emergency(self) -> tuple[Trunk, ...]:
        found = [trunk for trunk in self._config.trunks if trunk.emergency]
        if not found:
            raise NumberRefused(403, EMERGENCY_REFUSED)
        return tuple(sorted(found, key=lambda trunk: trunk.order))

    def _check(self, account: Account, number: Number) -> None:
        allowance = self._config.allowance_of(account)
        if number.is_costly and not allowance.covers_costly(number.e164):
            raise NumberRefused(403, "Premium-rate and satellite numbers are not called from here.")
        if not allowance.covers(number.e164):
            raise NumberRefused(403, "Numbers of that country or area are not called from here.")

    def _fitting(self, number: Number) -> list[Trunk]:
        """Return the trunks that lead there; those with the longest prefix come first."""
        fits = [
            (trunk.fit(number.e164), trunk)
            for trunk in self._config.trunks
            if trunk.allowance.covers(number.e164)
            and (not number.is_costly or trunk.allowance.covers_costly(number.e164))
        ]
        return [trunk for fit, trunk in sorted(fits, key=lambda found: (-found[0], found[1].order)) if fit]

    def _may_show(self, trunk: Trunk, account: Account, caller: str) -> bool:
        """Whether a trunk shows ``caller``: the user's own, or one that all may show and nobody has."""
        if caller in self._config.numbers:
            return self._config.owns(account, caller)
        return trunk.may_show(caller)


def shaped(trunk: Trunk, e164: str) -> str:
    """Return a number as ``trunk`` wants it."""
    match trunk.shape:
        case NumberShape.PLUS:
            return e164
        case NumberShape.DIGITS:
            return e164.removeprefix("+")
        case NumberShape.NATIONAL:
            return national_form(e164, trunk.country) or abroad_form(e164, trunk.country)
