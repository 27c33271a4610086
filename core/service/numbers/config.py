"""What an administrator says about numbers: trunks, whose numbers they are, and what may be spent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from core.service.routing.endpoints import Account
from core.sip.messages import Uri

EVERY_NUMBER = "+"


class NumberShape(StrEnum):
    """How a trunk wants numbers written."""

    PLUS = "plus"
    """``+493012345678``"""
    DIGITS = "digits"
    """``493012345678``"""
    NATIONAL = "national"
    """``03012345678`` in the trunk's own country; elsewhere ``0044...``, or as that country dials abroad."""


class CallerField(StrEnum):
    """Where a trunk wants the number that is shown."""

    FROM = "from"
    """In From and P-Asserted-Identity."""
    ASSERTED = "asserted"
    """In P-Asserted-Identity alone; From names the account at the trunk."""


@dataclass(frozen=True, slots=True)
class Allowance:
    """What one user may spend, or what may be spent by one trunk.

    ``prefixes`` (``+49``) are those that may be called. ``costly_prefixes`` are those of premium rates and
    satellites that may be called although they are.
    """

    calls: int
    minutes_per_day: int
    prefixes: tuple[str, ...] = (EVERY_NUMBER,)
    costly_prefixes: tuple[str, ...] = ()

    def covers(self, e164: str) -> bool:
        """Whether the prefixes hold this number."""
        return any(e164.startswith(prefix) for prefix in self.prefixes)

    def covers_costly(self, e164: str) -> bool:
        """Whether this number may be called although it costs much."""
        return any(e164.startswith(prefix) for prefix in self.costly_prefixes)


USER_ALLOWANCE = Allowance(calls=2, minutes_per_day=120)
TRUNK_ALLOWANCE = Allowance(calls=10, minutes_per_day=1000, costly_prefixes=(EVERY_NUMBER,))


@dataclass(frozen=True, slots=True)
class Trunk:
    """A way into the telephone network.

    ``prefixes`` are the numbers that go this way: the longest that fits wins, of equal ones the lowest
    ``order``. ``country`` (ISO 3166) is that of numbers without one. ``caller_numbers`` may be shown by all
    users, a star at the end stands for any digits; a user's own number may be shown always. ``user`` and
    ``password`` answer a challenge; ``registers`` says that calls come in by a registration.
    """

    name: str
    server: Uri
    prefixes: tuple[str, ...] = (EVERY_NUMBER,)
    order: int = 100
    country: str = ""
    caller_numbers: tuple[str, ...] = ()
    allowance: Allowance = TRUNK_ALLOWANCE
    codecs: tuple[str, ...] = ("opus", "g722", "pcma", "pcmu")
    encryption: str = "auto"
    shape: NumberShape = NumberShape.PLUS
    caller_field: CallerField = CallerField.FROM
    emergency: bool = False
    user: str = ""
    password: str = field(default="", repr=False)
    registers: bool = False

    def fit(self, e164: str) -> int:
        """Return the length of the longest prefix that fits, 0 for none."""
        return max((len(prefix) for prefix in self.prefixes if e164.startswith(prefix)), default=0)

    def may_show(self, e164: str) -> bool:
        """Whether ``caller_numbers`` has this number."""
        return any(
            e164.startswith(each[:-1]) if each.endswith("*") else e164 == each for each in self.caller_numbers
        )


@dataclass(frozen=True, slots=True)
class PhoneConfig:
    """Trunks, and whose numbers they bring. ``numbers`` maps E.164 to users; ``users`` have other allowances.

    ``country`` is that of numbers which clients dial without one. Without trunks there are no calls to and
    from numbers. All these users are those of ``application``: elsewhere, somebody of that name is another.
    """

    trunks: tuple[Trunk, ...] = ()
    numbers: Mapping[str, str] = field(default_factory=dict)
    country: str = ""
    allowance: Allowance = USER_ALLOWANCE
    users: Mapping[str, Allowance] = field(default_factory=dict)
    application: str = ""

    @property
    def calls_emergency(self) -> bool:
        """Whether emergency numbers are routed."""
        return any(trunk.emergency for trunk in self.trunks)

    def allowance_of(self, account: Account) -> Allowance:
        """Return what this user may spend."""
        return self.users.get(account.user, self.allowance) if self._knows(account) else self.allowance

    def owns(self, account: Account, e164: str) -> bool:
        """Whether a number is this user's own."""
        return self._knows(account) and self.numbers.get(e164) == account.user

    def number_of(self, user: str) -> str:
        """Return the first number of a user of ``application``; empty for none."""
        return next((number for number, owner in self.numbers.items() if owner == user), "")

    def _knows(self, account: Account) -> bool:
        return account.application == self.application
