"""Rooms over HTTP, for the backends of applications: who is in one, and to mute or remove them.

``GET`` and ``DELETE /calling/v1/conferences/id/ID`` list and remove all, ``PATCH`` and ``DELETE`` with a call
id behind it mute, unmute, hold, resume or remove one. Requests are signed as callbacks are, or show key and
secret (Basic) where nobody can listen. Errors are ``{"errorCode", "message", "reference"}``.
"""

from __future__ import annotations

import base64
import binascii
import hmac
import json
import logging
import uuid
from collections.abc import Awaitable, Callable, Iterable, Mapping

from aiohttp import web

from core.identity.token_errors import TokenError
from core.network.loopback import is_loopback
from core.service.callbacks.placed_calls import shown_call_id
from core.service.callbacks.signing import SignatureError, Verifier
from core.service.callbacks.svaml.actions import Music
from core.service.conference.calls.member import MemberCall
from core.service.conference.conferences import Conferences
from core.service.conference.open_room import OpenRoom
from core.service.conference.state.events import Event, PutOnHold, Removed, Silenced
from core.service.observed.journal import note
from core.sip.bodies.room_events import EndReason, Presence

log = logging.getLogger(__name__)

BASE = "/calling/v1/conferences/id/{room}"
ILLEGAL, MISSING, INVALID, BAD_CREDENTIALS, WRONG_SCHEME, NOT_FOUND = 40001, 40002, 40003, 40108, 40301, 40400
COMMANDS: Mapping[str, Callable[[str], Event]] = {
    "mute": lambda member: Silenced(member, True),
    "unmute": lambda member: Silenced(member, False),
    "onhold": lambda member: PutOnHold(member, True),
    "resume": lambda member: PutOnHold(member, False),
}

Handler = Callable[[web.Request, str], Awaitable[web.StreamResponse]]


class FrontError(Exception):
    """Why a request is not carried out: a code of the API, of which the first three digits are HTTP's."""

    def __init__(self, code: int, message: str) -> None:
        super().__init__(message)
        self.code = code


class ConferenceFront:
    """Handlers. ``secrets`` gives those of an application that count at a Unix second, or ``TokenError``."""

    def __init__(
        self,
        conferences: Conferences,
        secrets: Callable[[str, float], Iterable[str]],
        *,
        wall: Callable[[], float],
    ) -> None:
        self._conferences = conferences
        self._secrets = secrets
        self._verifier = Verifier(self._secrets_of)
        self._wall = wall

    def add_routes(self, app: web.Application) -> None:
        """Add the handlers to ``app``."""
        one = BASE + "/{call}"
        app.router.add_get(BASE, self._for_backend(self._list))
        app.router.add_delete(BASE, self._for_backend(self._remove_all))
        app.router.add_patch(one, self._for_backend(self._change))
        app.router.add_delete(one, self._for_backend(self._remove))

    # --- who asks -------------------------------------------------------------------------------------

    def _for_backend(self, handler: Handler) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
        async def handle(request: web.Request) -> web.StreamResponse:
            try:
                application = await self._application_of(request)
                return await handler(request, application)
            except FrontError as error:
                return _refused(error)

        return handle

    async def _application_of(self, request: web.Request) -> str:
        scheme = (request.headers.get("Authorization") or "").partition(" ")[0].lower()
        if scheme == "basic":
            return self._by_secret(request)
        if scheme not in ("", "application"):
            raise FrontError(WRONG_SCHEME, "Sign the request by the scheme application, or use Basic.")
        path = request.raw_path.partition("?")[0]
        try:
            body = await request.read()
            return self._verifier.verify(request.method, path, request.headers, body, self._wall())
        except SignatureError as error:
            raise FrontError(BAD_CREDENTIALS, str(error)) from None

    def _by_secret(self, request: web.Request) -> str:
        forwarded = request.headers.get("X-Forwarded-Proto") == "https"
        if not (request.secure or forwarded or is_loopback(request.remote or "")):
            raise FrontError(WRONG_SCHEME, "A secret must not go over a line that others can read.")
        try:
            encoded = request.headers["Authorization"].partition(" ")[2].strip()
            key, _, given = base64.b64decode(encoded, validate=True).decode().partition(":")
        except (binascii.Error, ValueError):
            raise FrontError(BAD_CREDENTIALS, "Key and secret cannot be read.") from None
        if not any(hmac.compare_digest(given.encode(), each.encode()) for each in self._secrets_of(key)):
            raise FrontError(BAD_CREDENTIALS, "There is no such application, or its secret is another.")
        return key

    def _secrets_of(self, key: str) -> Iterable[str]:
        try:
            return tuple(self._secrets(key, self._wall()))
        except TokenError:
            return ()

    # --- what is asked --------------------------------------------------------------------------------

    async def _list(self, request: web.Request, application: str) -> web.StreamResponse:
        room = self._room(request, application)
        rows = [_row(room, call) for call in room.calls.values()]
        return web.json_response({"participants": [row for row in rows if row is not None]})

    async def _remove_all(self, request: web.Request, application: str) -> web.StreamResponse:
        room = self._room(request, application)
        note(log, "room.ended", room=room.key[1], by="application")
        room.dismiss_all(EndReason.ENDED)
        return web.json_response({})

    async def _remove(self, request: web.Request, application: str) -> web.StreamResponse:
        room, call = self._call(request, application)
        room.happened(Removed(call.id))
        return web.json_response({})

    async def _change(self, request: web.Request, application: str) -> web.StreamResponse:
        room, call = self._call(request, application)
        command, music = await _command(request)
        if command not in COMMANDS:
            raise FrontError(ILLEGAL, f"command must be one of {', '.join(COMMANDS)}.")
        if music is not None:
            call.music = music
        room.happened(COMMANDS[command](call.id))
        return web.json_response({})

    def _room(self, request: web.Request, application: str) -> OpenRoom:
        room = self._conferences.rooms.get((application, request.match_info["room"]))
        if room is None:
            raise FrontError(NOT_FOUND, "There is no such conference.")
        return room

    def _call(self, request: web.Request, application: str) -> tuple[OpenRoom, MemberCall]:
        room, wanted = self._room(request, application), request.match_info["call"]
        for call in room.calls.values():
            if call.session is not None and shown_call_id(call.session.call_id) == wanted:
                return room, call
        raise FrontError(NOT_FOUND, "There is no such call in the conference.")


def _row(room: OpenRoom, call: MemberCall) -> dict[str, object] | None:
    member = room.room.member(call.id)
    if member is None or call.session is None or member.presence is not Presence.PRESENT:
        return None
    return {
        "cli": member.number or "private",
        "id": shown_call_id(call.session.call_id),
        "duration": max(0, int(room.now()) - member.since),
        "muted": member.is_muted,
        "onhold": member.is_held,
    }


async def _command(request: web.Request) -> tuple[str, Music | None]:
    """Return the command, and what is to be heard on hold, if that is said."""
    try:
        body = json.loads(await request.read())
    except (ValueError, RecursionError):
        raise FrontError(INVALID, "The body must be JSON.") from None
    command = body.get("command") if isinstance(body, dict) else None
    if command is None:
        raise FrontError(MISSING, "command is missing.")
    wanted = body.get("moh")
    music = next((one for one in Music if one == wanted), None)
    if wanted is not None and music is None:
        raise FrontError(ILLEGAL, f"moh must be one of {', '.join(one for one in Music if one)}.")
    return str(command).lower() if isinstance(command, str) else "", music


def _refused(error: FrontError) -> web.Response:
    body = {"errorCode": error.code, "message": str(error), "reference": uuid.uuid4().hex}
    return web.json_response(body, status=error.code // 100)
