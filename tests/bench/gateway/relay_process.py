"""Our relay alone in a process: ``python -m tests.bench.gateway.relay_process FIRST_PORT LAST_PORT``.

Takes lines of JSON (``do``, ``call``, ``sdp``) and answers each with one; ends with its stdin.
"""

from __future__ import annotations

import asyncio
import json
import sys

from core.service.gateway.media.bridge import SipMedia
from core.service.gateway.media.relay import MediaRelays, Relay

PEER = SipMedia("127.0.0.1", codecs=("pcmu", "pcma", "g722", "opus"))


async def _serve(first: int, last: int) -> None:
    relays, calls = MediaRelays(range(first, last)), dict[str, Relay]()
    reader = asyncio.StreamReader(limit=1 << 20)
    await asyncio.get_running_loop().connect_read_pipe(
        lambda: asyncio.StreamReaderProtocol(reader), sys.stdin
    )
    while line := await reader.readline():
        asked = json.loads(line)
        name, sdp = asked["call"], asked["sdp"]
        if asked["do"] == "offer":
            calls[name] = relays.bridge(PEER)
            sdp = await calls[name].offer_to_sip(sdp)
        elif asked["do"] == "answer":
            sdp = await calls[name].answer_to_client(sdp)
        else:
            await calls.pop(name).close()
        print(json.dumps({"sdp": sdp}), flush=True)
    await relays.close()


if __name__ == "__main__":
    sys.setswitchinterval(0.001)  # as main.py does
    asyncio.run(_serve(int(sys.argv[1]), int(sys.argv[2])))
