"""Accounts at other providers: how they are, the form for one, by which of them numbers are called."""

from __future__ import annotations

import re
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from core import commands
from core.engine.account_calls import goes_by_account
from core.sentences import joined, plural, sentence
from core.snapshots import AccountSnapshot, AppSnapshot
from ui.bridge import Bridge
from ui.language.properties import Property
from ui.viewmodels.devices.picker import DevicePicker, DeviceRow
from ui.viewmodels.mirror import Mirror
from ui.viewmodels.rows import RowModel
from ui.viewmodels.service_forms import provider_problem

QML_IMPORT_NAME = "Ahoy"
QML_IMPORT_MAJOR_VERSION = 1

STATE_WORDS = {
    "registered": sentence("Registered"),
    "trying": sentence("Registering…"),
    "failing": sentence("Not registered, tries again"),
    "refused": sentence("Not registered"),
}


@dataclass(frozen=True, slots=True)
class AccountRow:
    """One account, as it is listed and as it fills the form."""

    key: str
    address: str
    standing: str
    state_words: str
    message: str
    mail_words: str
    auth_user: str
    display_name: str
    transport: str
    proxy: str
    stun: str


@dataclass(frozen=True, slots=True)
class AccountsState:
    """What QML shows beside the rows."""

    kept: bool = False
    count: int = 0
    problem: str = ""
    mail_words: str = ""
    note: str = ""


@QmlElement
@QmlUncreatable("the list comes from the core")
class AccountsModel(RowModel):  # type: ignore[operator]
    """The accounts."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(AccountRow, parent)


def mail_words(account: AccountSnapshot) -> str:
    """Say how many messages wait; empty when none do."""
    if not account.waiting:
        return ""
    if not account.new_messages:
        return sentence("New messages")
    return plural(account.new_messages, "1 new message", "{n} new messages")


def account_row(account: AccountSnapshot) -> AccountRow:
    """Return how an account is listed."""
    return AccountRow(
        account.account_id,
        account.address,
        account.state,
        STATE_WORDS.get(account.state, sentence("Off")),
        account.message,
        mail_words(account),
        account.auth_user,
        account.display_name,
        account.transport,
        account.proxy,
        account.stun,
    )


def account_for(snapshot: AppSnapshot, text: str) -> AccountSnapshot | None:
    """Return the account that a call to ``text`` goes by, None for none."""
    chosen = snapshot.profile.call_account
    if not chosen or not goes_by_account(text):
        return None
    return next((one for one in snapshot.accounts if one.account_id == chosen), None)


@QmlElement
@QmlUncreatable("accounts come from the core")
class AccountsViewModel(Mirror):  # type: ignore[operator]
    """The person's accounts at other providers."""

    keptChanged = Signal()
    countChanged = Signal()
    problemChanged = Signal()
    mailWordsChanged = Signal()
    noteChanged = Signal()

    def __init__(self, bridge: Bridge, parent: QObject | None = None) -> None:
        super().__init__(AccountsState(), parent)
        self._bridge = bridge
        self._accounts: tuple[AccountSnapshot, ...] = ()
        self._kept = False
        self._note = ""
        self._problem = ""
        self._model = AccountsModel(self)
        self._picker = DevicePicker(bridge, commands.SetCallAccount, self)

    def show_snapshot(self, snapshot: AppSnapshot) -> None:
        """Mirror the accounts of a snapshot."""
        self._accounts, self._kept = snapshot.accounts, snapshot.keeps_accounts
        self._note = snapshot.accounts_note
        self._model.assign([account_row(one) for one in self._accounts])
        rows = [
            DeviceRow(one.account_id, sentence("Numbers by {address}", address=one.address))
            for one in self._accounts
        ]
        self._picker.show_choices(
            [DeviceRow("", sentence("Numbers by Ahoy itself")), *rows], snapshot.profile.call_account
        )
        self._refresh()

    def _refresh(self) -> None:
        waiting = [one for one in self._accounts if one.waiting]
        words = joined((mail_words(waiting[0]), waiting[0].address), " · ") if waiting else ""
        self._show(AccountsState(self._kept, len(self._accounts), self._problem, words, self._note))

    @Slot(str, str, str, str, str, str, str, str, result=bool)
    def save(  # the fields of a form
        self,
        key: str,
        address: str,
        password: str,
        authUser: str,
        displayName: str,
        transport: str,
        proxy: str,
        stun: str,
    ) -> bool:
        """Add the account of the form (no ``key``), or change one; False, with ``problem``, if it is none."""
        address, proxy, stun = address.strip(), proxy.strip(), stun.strip()
        self._problem = provider_problem(address, password, proxy, stun, is_new=not key)
        self._refresh()
        if self._problem:
            return False
        wanted = commands.SaveAccount(
            key or self._new_key(address),
            address,
            password,
            authUser.strip(),
            displayName.strip(),
            transport,
            proxy,
            stun=stun,
        )
        self._bridge.post(wanted)
        return True

    def _new_key(self, address: str) -> str:
        plain = re.sub(r"[^A-Za-z0-9_-]+", "-", address)[:28]
        taken = {one.account_id for one in self._accounts}
        numbers = range(2, len(taken) + 3)
        return next(key for key in (plain, *(f"{plain}-{n}" for n in numbers)) if key not in taken)

    @Slot()
    def forgetProblem(self) -> None:
        """Another account is in the form: what was wrong with the last one is not wrong with this one."""
        self._problem = ""
        self._refresh()

    @Slot(str)
    def remove(self, key: str) -> None:
        """Have an account unregistered and forgotten."""
        self._bridge.post(commands.RemoveAccount(key))

    @Slot(str)
    def retry(self, key: str) -> None:
        """Have an account try to register now."""
        self._bridge.post(commands.RetryAccount(key))

    @Slot()
    def callMailbox(self) -> None:
        """Call the first mailbox with new messages: the one that its server names, else the account."""
        for one in self._accounts:
            if one.waiting:
                target = one.mailbox or one.address
                self._bridge.post(commands.PlaceCall(target, False, sentence("Voicemail"), one.account_id))
                return

    @Property(bool, notify=keptChanged)
    def kept(self) -> bool:
        """Whether the service in use keeps such accounts."""
        return self._state.kept  # type: ignore[no-any-return]

    @Property(int, notify=countChanged)
    def count(self) -> int:
        """How many there are."""
        return self._state.count  # type: ignore[no-any-return]

    @Property(str, notify=problemChanged)
    def problem(self) -> str:
        """What is wrong with the form, as a sentence."""
        return self._state.problem  # type: ignore[no-any-return]

    @Property(str, notify=mailWordsChanged)
    def mailWords(self) -> str:
        """That messages wait, and where; empty when none do."""
        return self._state.mail_words  # type: ignore[no-any-return]

    @Property(str, notify=noteChanged)
    def note(self) -> str:
        """What the person should know of how passwords are kept; empty: nothing."""
        return self._state.note  # type: ignore[no-any-return]

    @Property(AccountsModel, constant=True)
    def model(self) -> AccountsModel:
        """The accounts."""
        return self._model

    @Property(DevicePicker, constant=True)
    def picker(self) -> DevicePicker:
        """By which of them numbers and SIP addresses are called."""
        return self._picker
