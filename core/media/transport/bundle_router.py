"""Which media section an RTP packet belongs to, where many share one transport (RFC 9143 section 9.2)."""

from __future__ import annotations

from typing import Any

from aiortc.rtcdtlstransport import RtpRouter

from core.media.transport.incoming_packet import IncomingPacket

MAX_SOURCES = 64
"""Synchronisation sources that are known at most; the table would grow with a hostile peer."""


class BundleRouter(RtpRouter):
    """Goes by the MID that a packet carries, then by what is known of its source, then by payload type.

    aiortc's own goes by the last two alone, and loses the packets of two sections with the same payload types
    whose sources no description names. Of too many sources the ones met first are forgotten, but for those
    that descriptions name: music on hold and each leg of a transfer bring new ones into a call that lasts.
    """

    def __init__(self) -> None:
        super().__init__()
        self._named_at: dict[int, int] = {}
        """The newest sequence number of each source at which a packet named its section."""
        self._described: dict[Any, frozenset[int]] = {}
        """The sources that the last description names, by receiver."""

    def register_receiver(
        self, receiver: Any, ssrcs: list[int], payload_types: list[int], mid: str | None = None
    ) -> None:
        """Bring packets to ``receiver`` by source, payload type and MID."""
        if mid is not None:
            self._described[receiver] = frozenset(ssrcs)
        super().register_receiver(receiver, ssrcs, payload_types, mid)
        self._forget_oldest(keep=None)

    def route_rtp(self, packet: IncomingPacket) -> Any:  # type: ignore[override]
        """Return the receiver of ``packet``; None if it is nobody's, or names a section that is none."""
        source, mid = packet.ssrc, packet.mid
        takers = self.payload_type_table.get(packet.payload_type, ())
        if mid is not None:
            named = self.mid_table.get(mid)
            if named is None:
                return None
            if self._is_news(source, packet.sequence_number) and self.ssrc_table.get(source) is not named:
                self._learn(source, named)
        receiver = self.ssrc_table.get(source)
        if receiver is None and len(takers) == 1:
            receiver = next(iter(takers))
            self._learn(source, receiver)
        return receiver if receiver in takers else None

    def _learn(self, source: int, receiver: Any) -> None:
        self.ssrc_table[source] = receiver
        self._forget_oldest(keep=source)

    def _forget_oldest(self, keep: int | None) -> None:
        """Forget sources until there are no more than may be; those that a description names come last."""
        excess = len(self.ssrc_table) - MAX_SOURCES
        if excess <= 0:
            return
        described = frozenset[int]().union(*self._described.values())
        oldest = sorted(self.ssrc_table, key=described.__contains__)
        for source in [source for source in oldest if source != keep][:excess]:
            del self.ssrc_table[source]
            self._named_at.pop(source, None)

    def _is_news(self, source: int, sequence: int) -> bool:
        """Whether the name in a packet is to be heeded: one that was overtaken may tell an old one."""
        last = self._named_at.get(source)
        if last is not None and (sequence - last) & 0xFFFF >= 0x8000:
            return False
        self._named_at[source] = sequence
        return True

    def forget_section(self, receiver: Any) -> None:
        """Forget what section ``receiver`` stands for, but not its sources: they need not be named again."""
        for mid in [mid for mid, other in self.mid_table.items() if other is receiver]:
            del self.mid_table[mid]
        for receivers in self.payload_type_table.values():
            receivers.discard(receiver)

    def unregister_receiver(self, receiver: Any) -> None:
        """Bring nothing more to ``receiver``."""
        super().unregister_receiver(receiver)
        self._described.pop(receiver, None)
        self._named_at = {ssrc: at for ssrc, at in self._named_at.items() if ssrc in self.ssrc_table}
