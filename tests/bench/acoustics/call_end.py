"""One end of a call with the devices of a sound server, as a process: started by ``mouth_to_ear``.

``python -m tests.bench.acoustics.call_end offer|answer MICROPHONE SPEAKER``. Descriptions travel as JSON
strings, one a line, on standard input and output; after that any line asks for counters, the end of input
ends the call.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
import threading
from collections.abc import Awaitable, Callable

from core.media.devices.capture import LocalMedia
from core.media.session import MediaSession
from core.ports import DeviceHost, DeviceKind


def main() -> None:
    """Serve the devices through Qt while the call runs on a thread of its own, as main.py does."""
    sys.setswitchinterval(0.001)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import QMetaObject, Qt
    from PySide6.QtGui import QGuiApplication

    from ui.devices import QtDevices

    app = QGuiApplication(sys.argv[:1])
    host = QtDevices()

    def work() -> None:
        try:
            asyncio.run(call(host, *sys.argv[1:4], slips=lambda: host.counters.slips))
        finally:
            QMetaObject.invokeMethod(app, "quit", Qt.ConnectionType.QueuedConnection)

    worker = threading.Thread(target=work)
    worker.start()
    app.exec()
    worker.join()
    host.close()


async def line() -> str:
    """Return the next line of standard input, nothing at its end."""
    return await asyncio.to_thread(sys.stdin.readline)


def tell(value: object) -> None:
    """Write a line for the parent."""
    print(json.dumps(value), flush=True)


async def call(host: DeviceHost, role: str, microphone: str, speaker: str, slips: Callable[[], int]) -> None:
    """Make one call; ``microphone`` and ``speaker`` are names of the sound server."""
    local = LocalMedia(host)
    local.select(DeviceKind.MICROPHONE, microphone.encode().hex())
    local.select(DeviceKind.SPEAKER, speaker.encode().hex())
    session = MediaSession(
        local, video=False, ice_servers=(), is_offerer=role == "offer", on_event=lambda event: None
    )
    try:
        await exchange(session, role)
        while await line():
            tell(await counters(session, local, slips))
    finally:
        await session.close()
        local.close()


async def exchange(session: MediaSession, role: str) -> None:
    """Agree with the other end."""
    read: Callable[[], Awaitable[str]] = line
    if role == "offer":
        tell(await session.create_offer())
        await session.accept_answer(json.loads(await read()))
    else:
        tell(await session.accept_offer(json.loads(await read())))


async def counters(session: MediaSession, local: LocalMedia, slips: Callable[[], int]) -> dict[str, object]:
    """Return what the bench wants to know."""
    report = await session.stats()
    tracks = [one for one in report.tracks if one.get("kind") == "audio"]
    return {
        "slips": slips(),
        "repaired": local.pipeline.reference.jumps,
        "problems": [local.snapshot().microphone_problem, local.snapshot().speaker_problem],
        "tracks": [{key: str(value) for key, value in track.items()} for track in tracks],
    }


if __name__ == "__main__":
    main()
