"""The accounts of all users at other providers: kept, registered, and told of to those they belong to."""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, replace
from typing import Any

from core.service.accounts.account import AccountProblem, ForeignAccount, read_account
from core.service.accounts.keys import AccountKeys
from core.service.admission.rates import RateLimit
from core.service.config import Limits
from core.service.data.database import AccountRow, Database
from core.service.errors import ServiceError
from core.service.gateway.call_headers import target_outside
from core.service.gateway.calls.departure import Departure
from core.service.gateway.calls.refusals import Refusal
from core.service.gateway.registrations.machine import Standing
from core.service.gateway.registrations.owner import Callee
from core.service.gateway.registrations.registration import Registration, RegistrationStatus
from core.service.gateway.registrations.registrations import Registrations
from core.service.routing.endpoints import Account
from core.sip.bodies.message_summary import MessageSummary
from core.sip.callers import NOBODY, PREFERRED_HEADER, hides_caller, number_text
from core.sip.ids import Ids
from core.sip.messages import Request, Uri
from core.sip.private_names import ACCOUNT_HEADER

log = logging.getLogger(__name__)

_AT_ONCE = 8
_BETWEEN = 0.05
"""Seconds between two registrations when the service begins, after the first few."""
_NO_MAIL = MessageSummary(is_waiting=False)
Key = tuple[Account, str]


@dataclass(slots=True, eq=False)
class Kept:
    """An account, its registration if it has one, and what waits in its mailbox."""

    account: ForeignAccount
    registration: Registration | None = None
    mail: MessageSummary = _NO_MAIL
    lost: str = ""
    """Why its password cannot be read, as a sentence; empty where it can."""
    is_leaving: bool = False
    """Whether its last registration is still being taken back, and stands in the way of another."""

    @property
    def status(self) -> RegistrationStatus:
        """How it stands."""
        if self.lost:
            return RegistrationStatus(Standing.REFUSED, 0, self.lost)
        return self.registration.status if self.registration is not None else RegistrationStatus(Standing.OFF)


class Accounts:
    """On the running loop only. ``caller_of`` says whose call an INVITE to the gateway is.

    ``is_open`` says of an application whether its users may be here: only then are their accounts registered.
    ``country`` (ISO 3166) is the one whose emergency numbers are known beside those that hold everywhere.
    """

    def __init__(
        self,
        database: Database,
        keys: AccountKeys,
        registrations: Registrations,
        limits: Limits,
        ids: Ids,
        *,
        caller_of: Callable[[Request], Account | None],
        is_open: Callable[[str], bool],
        country: str = "",
    ) -> None:
        self._database = database
        self._keys = keys
        self._registrations = registrations
        self._limits = limits
        self._ids = ids
        self._caller_of = caller_of
        self._is_open = is_open
        self._country = country
        self._loop = asyncio.get_running_loop()
        self._kept: dict[Key, Kept] = {}
        self._by_contact: dict[str, Kept] = {}
        self._changes = RateLimit(limits.account_changes_per_minute_per_user)
        self._versions: Counter[Account] = Counter()
        self._waiting: dict[Account, asyncio.Event] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self.is_stopped = False
        """Whether nothing will change any more."""

    @property
    def note(self) -> str:
        """What the person should know of how passwords are kept; empty: nothing."""
        return self._keys.note

    async def start(self) -> None:
        """Register all accounts that are kept, a few at a time. Raises ``ServiceError``."""
        rows = self._database.sip_accounts()
        if rows:
            await self._keys.open(is_in_use=True)
        for row in rows:
            kept = self._restored(row)
            self._kept[kept.account.key] = kept
        if self._kept:
            self._spawn(self._register_all(list(self._kept.values())))

    async def stop(self) -> None:
        """Tell nothing more; the gateway takes the registrations back. Idempotent."""
        self.is_stopped = True
        for owner in list(self._waiting):
            self._tell(owner)
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def drop_application(self, application: str, reason: str) -> None:
        """Stop what is registered for the users of an application; they may not stay, for this ``reason``.

        What the database does not keep of them is forgotten, passwords and all.
        """
        stored = {(row.owner, row.account_id) for row in self._database.sip_accounts()}
        for kept in [each for each in self._kept.values() if each.account.owner.application == application]:
            self._unregister(kept)
            if kept.account.key not in stored:
                del self._kept[kept.account.key]
            self._tell(kept.account.owner)
        for owner in [each for each in self._waiting if each.application == application]:
            self._tell(owner)

    # --- what a user does -----------------------------------------------------------------------------

    def of(self, owner: Account) -> list[Kept]:
        """Return the accounts of a user, by id; those that should be registered and are not, begin to be."""
        found = [kept for kept in self._kept.values() if kept.account.owner == owner]
        for kept in found:
            if kept.registration is None:
                self._register(kept)
        return sorted(found, key=lambda kept: kept.account.account_id)

    async def prepare(self) -> None:
        """Be ready to take a password. Raises ``AccountProblem``."""
        try:
            await self._keys.open(is_in_use=False)
        except ServiceError as error:
            raise AccountProblem(507, "key", str(error)) from error

    def put(self, owner: Account, account_id: str, fields: object) -> Kept:
        """Add an account, or change it, and register it; after ``prepare``. Raises ``AccountProblem``."""
        self._count_change(owner)
        before = self._kept.get((owner, account_id))
        account = read_account(owner, account_id, fields, before.account if before is not None else None)
        if before is None:
            self._check_room(owner)
        account = replace(account, contact_user=self._ids.tag() + self._ids.tag())
        if not self._database.save_sip_account(self._row(account)):
            raise AccountProblem(507, "disk", "The account cannot be saved: the disk refuses it.")
        if before is not None:
            self._unregister(before)
        kept = self._kept[account.key] = Kept(account)
        self._register(kept)
        self._tell(owner)
        return kept

    def delete(self, owner: Account, account_id: str) -> None:
        """Unregister an account and forget it. Raises ``AccountProblem``."""
        self._count_change(owner)
        kept = self._known(owner, account_id)
        if not self._database.delete_sip_account(owner, account_id):
            raise AccountProblem(507, "disk", "The account cannot be removed: the disk refuses it.")
        del self._kept[kept.account.key]
        self._unregister(kept)
        self._tell(owner)

    def retry(self, owner: Account, account_id: str) -> Kept:
        """Try to register now. Raises ``AccountProblem``."""
        self._count_change(owner)
        kept = self._known(owner, account_id)
        if kept.registration is not None:
            kept.registration.start()
        else:
            self._register(kept)
        return kept

    def version(self, owner: Account) -> int:
        """Return a number that grows with every change of what a user sees."""
        return self._versions[owner]

    def is_over(self, owner: Account) -> bool:
        """Whether nothing will change any more for a user, whose application may have been closed."""
        return self.is_stopped or not self._is_open(owner.application)

    async def wait_for_change(self, owner: Account, seen: int) -> None:
        """Return once ``version`` is not ``seen``, or there will be no more changes."""
        while self._versions[owner] == seen and not self.is_over(owner):
            await self._waiting.setdefault(owner, asyncio.Event()).wait()

    def waits_no_more(self, owner: Account) -> None:
        """Take it that nobody waits for changes of a user's accounts any more."""
        self._waiting.pop(owner, None)

    # --- calls ----------------------------------------------------------------------------------------

    def departure(self, invite: Request) -> Departure | Refusal | None:
        """Return how a call leaves that is to go by an account, None if it names none."""
        account_id = invite.headers.get(ACCOUNT_HEADER)
        if account_id is None:
            return None
        caller = self._caller_of(invite)
        kept = self._kept.get((caller, account_id)) if caller is not None else None
        if kept is None or kept.lost:
            return Refusal(403, "This call names an account that cannot be used")
        account, settings = kept.account, kept.account.settings()
        target = target_outside(invite.uri)
        if (refusal := _for_help(target, self._country)) is not None:
            return refusal
        if target.port is None and target.host.lower() == account.domain.host.lower():
            target = target.having(port=account.domain.port)
        if hides_caller(invite):
            asked = (("Privacy", "id"), (PREFERRED_HEADER, str(settings.address)))
            return Departure(settings.provider, target, NOBODY, asked)
        return Departure(settings.provider, target, settings.address)

    def registration_changed(self, registration: Registration) -> None:
        """See ``RegistrationOwner``."""
        kept = self._by_contact.get(registration.settings.contact_user)
        if kept is not None:
            self._tell(kept.account.owner)

    def messages_changed(self, registration: Registration, summary: MessageSummary) -> None:
        """See ``RegistrationOwner``."""
        kept = self._by_contact.get(registration.settings.contact_user)
        if kept is not None and kept.mail != summary:
            kept.mail = summary
            self._tell(kept.account.owner)

    def callee(self, registration: Registration, invite: Request) -> Callee | int:
        """See ``RegistrationOwner``."""
        kept = self._by_contact.get(registration.settings.contact_user)
        if kept is None:
            return 404
        account = kept.account
        return Callee(account.owner, ((ACCOUNT_HEADER, account.account_id),), stun=account.stun)

    # --- inside ---------------------------------------------------------------------------------------

    def _known(self, owner: Account, account_id: str) -> Kept:
        kept = self._kept.get((owner, account_id))
        if kept is None:
            raise AccountProblem(404, "unknown", "You have no such account.")
        return kept

    def _count_change(self, owner: Account) -> None:
        if not self._changes.allow(owner, self._loop.time()):
            raise AccountProblem(429, "rate", "Too many changes of accounts: wait a little.")

    def _check_room(self, owner: Account) -> None:
        own = sum(kept.account.owner == owner for kept in self._kept.values())
        if own >= self._limits.accounts_per_user:
            sentence = f"You have {own} accounts already, which is as many as this service keeps for you."
            raise AccountProblem(409, "full", sentence)
        if len(self._kept) >= self._limits.accounts:
            raise AccountProblem(409, "full", "This service keeps no more accounts.")

    def _register(self, kept: Kept) -> None:
        if kept.lost or kept.is_leaving or self.is_over(kept.account.owner):
            return
        self._by_contact[kept.account.contact_user] = kept
        kept.registration = self._registrations.add(kept.account.settings(), self, follows_messages=True)

    async def _register_all(self, all_kept: list[Kept]) -> None:
        for number, kept in enumerate(all_kept):
            if number >= _AT_ONCE:
                await asyncio.sleep(_BETWEEN)
            if kept.registration is None and self._kept.get(kept.account.key) is kept:
                self._register(kept)

    def _unregister(self, kept: Kept) -> None:
        registration, kept.registration = kept.registration, None
        self._by_contact.pop(kept.account.contact_user, None)
        kept.mail = _NO_MAIL
        if registration is not None:
            kept.is_leaving = True
            self._spawn(self._take_back(kept, registration))

    async def _take_back(self, kept: Kept, registration: Registration) -> None:
        await self._registrations.remove(registration)
        kept.is_leaving = False
        if self._kept.get(kept.account.key) is kept:
            self._tell(kept.account.owner)  # whose application may be open again: it can register from now on

    def _spawn(self, work: Coroutine[Any, Any, None]) -> None:
        task = self._loop.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def _tell(self, owner: Account) -> None:
        self._versions[owner] += 1
        event = self._waiting.pop(owner, None)
        if event is not None:
            event.set()

    def _row(self, account: ForeignAccount) -> AccountRow:
        return AccountRow(
            account.owner,
            account.account_id,
            account.address,
            account.auth_user,
            self._keys.key.seal.close(account.password, account.owner, account.account_id),
            account.display_name,
            account.transport,
            account.proxy,
            account.lifetime,
            account.contact_user,
            account.stun,
        )

    def _restored(self, row: AccountRow) -> Kept:
        password = self._keys.key.seal.open(row.sealed, row.owner, row.account_id)
        account = ForeignAccount(
            row.owner,
            row.account_id,
            row.address,
            row.auth_user,
            password or "",
            row.display_name,
            row.transport,
            row.proxy,
            row.lifetime,
            row.contact_user,
            row.stun,
        )
        return Kept(account, lost=self._keys.key.lost if password is None else "")


def _for_help(target: Uri, country: str) -> Refusal | None:
    """Refuse emergency numbers: nobody knows where a provider sends them, and from where."""
    from core.phone_numbers.reading import EMERGENCY_REFUSED, emergency_digits

    digits = emergency_digits(number_text(target), country)
    return Refusal(403, EMERGENCY_REFUSED) if digits else None
