"""Does what the window asks of contacts, the block list, the history and one's own reachability."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from core import call_list, commands
from core.commands import Command
from core.engine.people.phonebook import PhoneBook, file_path
from core.engine.people.quiet_hours import QuietHoursError, read_quiet_hours
from core.engine.people.region import system_region
from core.sentences import sentence
from core.snapshots import BusyPolicy, ImportSnapshot, UnknownCallers
from core.storage import StorageError

if TYPE_CHECKING:
    from core.engine.people.importing import ContactImport

CLERK_COMMANDS = (
    commands.SaveContact,
    commands.RemoveContact,
    commands.EditContact,
    commands.SetFavourite,
    commands.SetBlocked,
    commands.ImportContacts,
    commands.StopImport,
    commands.ExportContacts,
    commands.RemoveCall,
    commands.MarkCallsSeen,
    commands.ClearHistory,
    call_list.ListCalls,
    call_list.RestoreCalls,
    call_list.DropForgottenCalls,
    commands.SetUnknownCallers,
    commands.SetAlwaysRelay,
    commands.SetBusyPolicy,
    commands.SetDoNotDisturb,
    commands.SetQuietHours,
    commands.SetDesktop,
    commands.SetPhone,
    commands.SetCallAccount,
)
"""What can be done before the parts are there that calls need."""

ADDRESS_LIMIT = 255
NAME_LIMIT = 200


class Notify(Protocol):
    """Shows the person a sentence."""

    def __call__(self, text: str, *, is_error: bool = False) -> None:
        """Show ``text``."""


class Clerk:
    """Writes into the phone book what the window asks; says what cannot be done.

    ``on_change``: the snapshot says something else now.
    """

    def __init__(
        self, phonebook: PhoneBook, notify: Notify, on_change: Callable[[], None] = lambda: None
    ) -> None:
        self._book = phonebook
        self._notify = notify
        self._on_change = on_change
        self._running: ContactImport | None = None

    async def do(self, command: Command) -> None:
        """Do one of ``CLERK_COMMANDS``."""
        match command:
            case commands.SaveContact(name, address):
                await self._save_contact(name.strip(), address.strip())
            case commands.EditContact():
                await self._edit_contact(command)
            case commands.RemoveContact(address):
                await self._book.remove_contact(address)
            case commands.SetFavourite(address, favourite):
                await self._book.set_favourite(address, favourite)
            case commands.SetBlocked(address, blocked):
                await self._set_blocked(address.strip(), blocked)
            case commands.ImportContacts(path):
                await self._import(path)
            case commands.StopImport():
                self._stop_import()
            case commands.ExportContacts():
                await self._export(command)
            case _:
                await self._keep_choice(command)

    async def _keep_choice(self, command: Command) -> None:
        match command:
            case commands.SetBusyPolicy(policy):
                await self._set_busy_policy(policy)
            case commands.SetUnknownCallers(policy):
                await self._set_unknown_callers(policy)
            case commands.SetAlwaysRelay(on):
                await self._book.set_always_relay(on)
            case commands.SetDoNotDisturb(on):
                await self._book.set_do_not_disturb(on)
            case commands.SetQuietHours(on, hours):
                await self._set_quiet_hours(on, hours)
            case commands.SetDesktop(choices):
                await self._book.set_desktop(choices)
            case commands.SetPhone(own_number, country):
                await self._set_phone(own_number.strip(), country.strip())
            case commands.SetCallAccount(account_id):
                await self._book.set_call_account(account_id)
            case _:
                await self._keep_history(command)

    async def _set_quiet_hours(self, on: bool, hours: str) -> None:
        try:
            await self._book.set_quiet_hours(on, str(read_quiet_hours(hours)))
        except QuietHoursError as error:
            self._notify(str(error), is_error=True)

    async def _keep_history(self, command: Command) -> None:
        calls = self._book.calls
        match command:
            case commands.RemoveCall(call_id):
                await calls.remove(call_id)
            case commands.MarkCallsSeen():
                await calls.mark_seen()
            case commands.ClearHistory():
                await calls.clear()
            case call_list.RestoreCalls():
                await calls.restore()
            case call_list.DropForgottenCalls():
                calls.drop_forgotten()
            case call_list.ListCalls(query, limit):
                await calls.list(query, limit)

    async def _edit_contact(self, command: commands.EditContact) -> None:
        addresses = tuple(dict.fromkeys(a for each in command.addresses if (a := each.strip())))
        bad = next((a for a in addresses if len(a) > ADDRESS_LIMIT or not a.isprintable()), "")
        if not addresses or bad:
            self._notify(
                sentence("A contact needs an address: a name, a number or name@server."), is_error=True
            )
            return
        name = (command.name.strip() or addresses[0])[:NAME_LIMIT]
        if problem := await self._book.edit_contact(command.address, name, addresses):
            self._notify(problem, is_error=True)

    async def _save_contact(self, name: str, address: str) -> None:
        if not address:
            self._notify(
                sentence("A contact needs an address: a name, a number or name@server."), is_error=True
            )
        elif len(address) > ADDRESS_LIMIT or not address.isprintable():
            self._notify(
                sentence(
                    "That is no address: {number} characters at most, in one line.", number=ADDRESS_LIMIT
                ),
                is_error=True,
            )
        else:
            await self._book.save_contact((name or address)[:NAME_LIMIT], address)

    async def _set_blocked(self, address: str, blocked: bool) -> None:
        if blocked and (not address or len(address) > ADDRESS_LIMIT or not address.isprintable()):
            self._notify(sentence("Nobody has such an address: there is nothing to block."), is_error=True)
        else:
            await self._book.set_blocked(address, blocked)

    async def _set_busy_policy(self, policy: str) -> None:
        try:
            await self._book.set_busy_policy(BusyPolicy(policy))
        except ValueError:
            self._notify(
                sentence("A second call can ask, be rejected or ring, not “{policy}”.", policy=policy[:20]),
                is_error=True,
            )

    async def _set_unknown_callers(self, policy: str) -> None:
        try:
            await self._book.set_unknown_callers(UnknownCallers(policy))
        except ValueError:
            self._notify(
                sentence("Unknown callers can ring or be silenced, not “{policy}”.", policy=policy[:20]),
                is_error=True,
            )

    async def _set_phone(self, own_number: str, country: str) -> None:
        import phonenumbers

        from core.phone_numbers.reading import NumberError, read_number

        if country and country not in phonenumbers.SUPPORTED_REGIONS:
            self._notify(
                sentence("“{country}” is no country with telephones.", country=country[:20]), is_error=True
            )
            return
        try:
            region = country or system_region()
            number = read_number(own_number, region).e164 if own_number else ""
        except NumberError as error:
            self._notify(sentence("Your number cannot be used. {error}", error=error), is_error=True)
            return
        await self._book.set_phone(number, country)

    async def _import(self, path: str) -> None:
        from core.engine.people.importing import ContactImport
        from core.storage.exchange import ContactFileError, ExchangeStopped

        if self._running is not None:
            file = self._running.shown.file
            self._notify(
                sentence("{file} is still being read: wait, or stop that.", file=file), is_error=True
            )
            return
        self._running = ContactImport(file_path(path), self._on_change)
        self._on_change()
        try:
            self._notify(await self._book.import_contacts(self._running))
        except ExchangeStopped:
            self._notify(sentence("Stopped: no contact was added."))
        except (ContactFileError, StorageError) as error:
            self._notify(str(error), is_error=True)
        finally:
            self._running = None
            self._on_change()

    def _stop_import(self) -> None:
        if self._running is not None:
            self._running.stop()

    @property
    def importing(self) -> ImportSnapshot | None:
        """How far the file of contacts has come that is being read."""
        return self._running.shown if self._running is not None else None

    async def _export(self, command: commands.ExportContacts) -> None:
        from core.storage.exchange import ContactFileError

        try:
            self._notify(await self._book.export_contacts(command.path, command.vcard_version))
        except (ContactFileError, StorageError) as error:
            self._notify(str(error), is_error=True)
