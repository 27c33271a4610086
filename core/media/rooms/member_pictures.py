"""The pictures that a conference room sends of its members: which there are, which are seen, where they wait.

A picture is named ``MEMBER``, or ``MEMBER/slides`` if it is a shared screen; MEMBER is the label of its
section (RFC 4574).
"""

from __future__ import annotations

from collections.abc import Callable, Collection

from core.media.pictures import PictureSlot


class MemberPictures:
    """One place per picture, from its first section until nobody has one for it. Core thread.

    ``is_open``: sections for members are taken; the call says so once it knows that it is in a room.
    ``on_shown`` is told which pictures are seen from now on.
    """

    def __init__(self) -> None:
        self.is_open = False
        self.is_told_by_offers = False
        """Whether the other end hears by offers alone what is seen: it is no room of ours."""
        self.wants_offer = False
        """Whether it is to hear by an offer that something else is seen than before."""
        self.on_shown: Callable[[frozenset[str]], None] = lambda names: None
        self._slots: dict[str, PictureSlot] = {}
        self._shown: frozenset[str] = frozenset()
        self._nothing = PictureSlot()

    @property
    def names(self) -> frozenset[str]:
        """The pictures that there are sections for."""
        return frozenset(self._slots)

    @property
    def shown(self) -> frozenset[str]:
        """The pictures that are seen, whether there are sections for them or not."""
        return self._shown

    def slot(self, name: str) -> PictureSlot:
        """Return where the newest picture called ``name`` is put; one that stays empty if there is none."""
        return self._slots.get(name, self._nothing)

    def show(self, names: Collection[str]) -> None:
        """Decode these and no others."""
        shown = frozenset(names)
        if shown != self._shown:
            self._shown = shown
            self.on_shown(shown)

    def replace(self, names: Collection[str]) -> bool:
        """Keep a place for each of ``names`` and no others; returns whether that changed anything."""
        fresh = frozenset(names)
        if fresh == self.names:
            return False
        for gone in self.names - fresh:
            self._slots.pop(gone).clear()
        for name in fresh - self.names:
            self._slots[name] = PictureSlot()
        return True
