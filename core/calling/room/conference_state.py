"""Who is in a room of somebody else's, which tells it by RFC 4575 alone."""

from __future__ import annotations

from core.calling.room.roster import Roster
from core.sip.bodies.conference_info import (
    CONTENT_TYPE,
    ConferenceEndpoint,
    ConferenceInfo,
    ConferenceUser,
    EndpointStatus,
)
from core.sip.bodies.room_events import MAX_CHANNELS, MAX_ID, MAX_NAME, Channel
from core.sip.messages import NameAddr, ParseError, SipError

__all__ = ["CONTENT_TYPE", "ConferenceState"]

_GONE = (EndpointStatus.DISCONNECTED, EndpointStatus.DISCONNECTING)


class ConferenceState:
    """What is known of one conference, document by document."""

    def __init__(self) -> None:
        self._info: ConferenceInfo | None = None

    def take(self, body: bytes) -> Roster | None:
        """Return who is there after a document; None if one before it was missed. Raises ``ParseError``."""
        news = ConferenceInfo.parse(body)
        known = self._info.with_news(news) if self._info is not None else news
        if known is None or (self._info is None and news.state != "full"):
            return None
        self._info = known
        members = [_channel(user, one) for user in known.users for one in _endpoints(user)]
        return Roster(tuple(members[:MAX_CHANNELS]), is_locked=bool(known.locked), is_known=True)


def _endpoints(user: ConferenceUser) -> list[ConferenceEndpoint]:
    """Return the devices of a person that are there: of one that names none, the person."""
    found = [one for one in user.endpoints if one.status not in _GONE]
    return found if user.endpoints else [ConferenceEndpoint(user.entity)]


def _channel(user: ConferenceUser, one: ConferenceEndpoint) -> Channel:
    labels = dict(reversed(one.labels))
    member_id = labels.get("video") or labels.get("audio") or one.entity or user.entity
    name = user.name or _user(user.entity)
    return Channel(member_id[:MAX_ID], name[:MAX_NAME], muted=one.status is EndpointStatus.MUTED)


def _user(entity: str) -> str:
    """Return how somebody without a name is called: by the user part of their address."""
    try:
        return NameAddr.parse(f"<{entity}>").uri.unescaped_user or entity
    except (ParseError, SipError):
        return entity
