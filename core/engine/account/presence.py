"""How reachable contacts are, and how reachable this person says to be. Core thread only."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from dataclasses import replace

from core.calling import ArgumentError, SinchClient
from core.identity import is_user_id
from core.snapshots import ContactSnapshot, HistorySnapshot, Presence
from core.storage import address_key

log = logging.getLogger(__name__)

WATCHED = 200
"""Contacts watched at once: favourites first, then those talked to last, then the others by name."""


class PresenceBoard:
    """Watches the contacts who are users of the same service, and publishes the person's own state."""

    def __init__(self) -> None:
        self._client: SinchClient | None = None
        self._own = Presence.ONLINE
        self._wanted: dict[str, str] = {}
        """The main address of the contact for each user id that is watched."""
        self._heard: dict[str, Presence] = {}
        self._contacts: tuple[ContactSnapshot, ...] = ()
        self._places: dict[str, int] = {}
        self._shown: tuple[ContactSnapshot, ...] | None = None

    def online(self, client: SinchClient) -> None:
        """Publish and watch through ``client`` from now on; it keeps that over reconnections."""
        if client is not self._client:
            self._client = client
            client.setPresence(self._own.value)
            self._watch()

    def close(self) -> None:
        """Know nothing of anybody any more."""
        self._client = None
        self._heard = {}

    def publish(self, own: Presence) -> None:
        """Say how reachable the person is, if that has changed."""
        if own is not self._own:
            self._own = own
            if self._client is not None:
                self._client.setPresence(own.value)

    def watch(self, users: dict[str, str]) -> None:
        """Watch the user ids in ``users``, and nobody else; the values are their contacts' main addresses."""
        if users != self._wanted:
            self._wanted = users
            self._watch()

    def heard(self, user_id: str, presence: str) -> None:
        """Take what the service says of somebody who is watched."""
        if user_id in self._wanted:
            known = presence in [state.value for state in Presence]
            self._heard[user_id] = Presence(presence) if known else Presence.UNKNOWN
            self._shown = None

    def shown(self, contacts: tuple[ContactSnapshot, ...]) -> tuple[ContactSnapshot, ...]:
        """Return ``contacts`` with their presence."""
        if not self._heard:
            return contacts
        if contacts is not self._contacts:
            self._contacts = contacts
            self._places = {contact.address: place for place, contact in enumerate(contacts)}
            self._shown = None
        if self._shown is None:
            self._shown = self._with_presence()
        return self._shown

    def _with_presence(self) -> tuple[ContactSnapshot, ...]:
        people = list(self._contacts)
        for user, presence in self._heard.items():
            place = self._places.get(self._wanted.get(user, ""))
            if place is not None:
                people[place] = replace(people[place], presence=presence)
        return tuple(people)

    def _watch(self) -> None:
        self._heard = {user: state for user, state in self._heard.items() if user in self._wanted}
        self._shown = None
        if self._client is None:
            return
        try:
            self._client.watchPresence(self._wanted)
        except ArgumentError as error:
            log.info("nobody is watched: %s", error)


def own_presence(do_not_disturb: bool, *, is_in_call: bool) -> Presence:
    """Return how reachable somebody is who wants, and does, that."""
    if do_not_disturb:
        return Presence.DO_NOT_DISTURB
    return Presence.IN_CALL if is_in_call else Presence.ONLINE


def users_to_watch(
    contacts: Iterable[ContactSnapshot], history: Iterable[HistorySnapshot], domain: str
) -> dict[str, str]:
    """Return whose presence is worth knowing, ``WATCHED`` at most: user ids with their main addresses."""
    people = [contact for contact in contacts if not contact.is_builtin]
    calls = list(history)
    last = {user_id_of(call.address, domain): place for place, call in reversed(list(enumerate(calls)))}
    users = {user: contact for contact in people if (user := user_of(contact, domain))}

    def rank(user: str) -> tuple[bool, int]:
        return (not users[user].is_favourite, last.get(user, len(calls)))

    return {user: users[user].address for user in sorted(users, key=rank)[:WATCHED]}


def user_of(contact: ContactSnapshot, domain: str) -> str:
    """Return the user id that ``contact`` has at the service in use, empty if none."""
    addresses = (contact.address, *contact.other_addresses)
    return next((user for address in addresses if (user := user_id_of(address, domain))), "")


def user_id_of(address: str, domain: str) -> str:
    """Return the user id of ``address``: itself, or the user part at ``domain``; empty if it is neither."""
    user, _, host = address_key(address).partition("@")
    if host and host != domain:
        return ""
    return user if is_user_id(user) else ""
