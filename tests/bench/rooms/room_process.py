"""The media of one room alone in a process: ``python -m tests.bench.rooms.room_process``.

Takes lines of JSON (``id``, ``do``, ``member``, ``sdp``) and answers each with one; tells besides whose
description should be offered anew. Ends with its stdin.
"""

from __future__ import annotations

import asyncio
import gc
import json
import sys
from dataclasses import asdict

from core.service.conference.media.room import Room
from core.service.conference.media.rooms import RoomsMedia
from core.service.media.refusal import MediaRefused


def _tell(**what: object) -> None:
    print(json.dumps(what), flush=True)


async def _do(room: Room, asked: dict[str, str]) -> str:
    name, sdp = asked["member"], asked["sdp"]
    match asked["do"]:
        case "join":
            return await room.join(name).take_offer(sdp)
        case "take_offer":
            return await room.members[name].take_offer(sdp)
        case "offer":
            return await room.members[name].offer()
        case "take_answer":
            await room.members[name].take_answer(sdp)
        case "roll_back":
            room.members[name].roll_back()
        case "leave":
            await room.members[name].close()
        case "counters":
            return json.dumps({name: asdict(one.counters) for name, one in room.members.items()})
        case "collect":
            gc.collect()
            return f"{len(gc.get_objects())} {len(asyncio.all_tasks())} {len(room.members)}"
        case other:
            raise ValueError(other)
    return ""


async def _answer(room: Room, asked: dict[str, str]) -> None:
    try:
        _tell(id=asked["id"], sdp=await _do(room, asked))
    except (MediaRefused, KeyError) as error:
        _tell(id=asked["id"], refused=str(error))


async def _serve() -> None:
    rooms = RoomsMedia()
    room = rooms.room()
    room.on_renegotiation = lambda member: _tell(renew=member)
    room.on_ended = lambda member, sentence: _tell(ended=member, sentence=sentence)
    reader = asyncio.StreamReader(limit=1 << 20)
    await asyncio.get_running_loop().connect_read_pipe(
        lambda: asyncio.StreamReaderProtocol(reader), sys.stdin
    )
    tasks: set[asyncio.Task[None]] = set()
    while line := await reader.readline():
        task = asyncio.create_task(_answer(room, json.loads(line)))
        tasks.add(task)
        task.add_done_callback(tasks.discard)
    await rooms.close()


if __name__ == "__main__":
    sys.setswitchinterval(0.001)  # as main.py does
    asyncio.run(_serve())
