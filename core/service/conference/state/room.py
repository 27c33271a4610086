"""A conference room as a value: who is in it, and who is its host."""

from __future__ import annotations

from dataclasses import dataclass

from core.sip.bodies.room_events import MemberKind, Picture, Presence


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody in a room. ``account`` and ``instance`` are empty for who is no user of the service.

    ``address`` is shown to the others; ``since`` is the Unix second of joining. ``is_silenced``: the host
    muted them; ``says_muted``: they did it themselves. ``was_called``: the room has called them.
    """

    id: str
    name: str
    address: str = ""
    number: str = ""
    kind: MemberKind = MemberKind.APP
    account: str = ""
    instance: str = ""
    since: int = 0
    presence: Presence = Presence.PRESENT
    is_silenced: bool = False
    says_muted: bool = False
    has_hand_raised: bool = False
    picture: Picture = Picture.NONE
    shows_screen: bool = False
    talks: bool = False
    was_called: bool = False
    is_held: bool = False
    """Neither heard nor hearing, by the application's wish."""
    holds: bool = False
    """The same by their own: they hold their call."""

    @property
    def is_muted(self) -> bool:
        """Whether nobody hears them."""
        return self.is_silenced or self.says_muted or self.is_held or self.holds

    @property
    def is_unheard(self) -> bool:
        """Whether the room leaves their sound out."""
        return self.is_silenced or self.is_held

    @property
    def may_host(self) -> bool:
        """Whether they could be the host: telephones have no buttons for that."""
        return self.kind is MemberKind.APP and self.presence is Presence.PRESENT

    def is_same_device(self, account: str, instance: str) -> bool:
        """Whether it is this installation of the app."""
        return bool(account) and bool(instance) and (self.account, self.instance) == (account, instance)


@dataclass(frozen=True, slots=True)
class Room:
    """One room; members stand in the order of their joining. ``started`` is a Unix second."""

    id: str
    started: int = 0
    members: tuple[Member, ...] = ()
    host: str = ""
    locked: bool = False

    def member(self, member_id: str) -> Member | None:
        """Return the member with this id."""
        return next((one for one in self.members if one.id == member_id), None)

    def device(self, account: str, instance: str) -> Member | None:
        """Return the member that is this installation of the app."""
        return next((one for one in self.members if one.is_same_device(account, instance)), None)

    @property
    def is_deserted(self) -> bool:
        """Whether nobody is there and nobody may come back.

        Telephones that the room has called do not count: somebody pays for every minute of theirs.
        """
        return all(
            one.presence is Presence.RINGING or (one.was_called and one.kind is not MemberKind.APP)
            for one in self.members
        )

    @property
    def is_alone(self) -> bool:
        """Whether just one is there."""
        return sum(one.presence is Presence.PRESENT for one in self.members) == 1
