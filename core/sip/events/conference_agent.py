"""``Event: conference`` (RFC 4575): the whole state at first, then only what has changed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from core.sip.bodies import conference_info
from core.sip.bodies.conference_info import ConferenceInfo
from core.sip.events.state_agent import StateAgent, Watch, key_of
from core.sip.ids import Ids
from core.sip.messages import NameAddr, Request


class ConferencePackage:
    """The package; nobody publishes a conference from outside."""

    name = "conference"
    content_type = conference_info.CONTENT_TYPE

    def read(self, body: bytes) -> ConferenceInfo:
        """Return the document ``body``; ParseError if it is none."""
        return ConferenceInfo.parse(body)

    def write(self, entity: str, documents: Iterable[ConferenceInfo]) -> bytes:
        """Return the whole state; nothing of a conference that is over."""
        found = next(iter(documents), None)
        return bytes(found) if found is not None else b""


class ConferenceAgent(StateAgent[ConferenceInfo]):
    """A server's side of the package. ``set_known`` says how a conference is."""

    def __init__(self, ids: Ids, contact: NameAddr) -> None:
        super().__init__(ConferencePackage(), ids, contact)

    def watcher_of(self, request: Request) -> str:
        """Return whose subscription a SUBSCRIBE inside a dialog renews; empty for nobody's."""
        watch = self._watches.get(key_of(request))
        return watch.watcher if watch is not None else ""

    def _body(self, watch: Watch) -> bytes:
        now = next(iter(self.documents_of(watch.entity)), None)
        if now is None:
            return b""
        before = watch.memory
        if watch.told is None or not isinstance(before, ConferenceInfo):
            version = before.version + 1 if isinstance(before, ConferenceInfo) else 0
            watch.memory = replace(now, version=version)
            return bytes(watch.memory)
        if replace(now, version=before.version) == before:
            return watch.told
        news = now.since(before)
        watch.memory = replace(now, version=news.version)
        return bytes(news)
