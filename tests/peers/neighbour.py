"""One machine of a small network: an engine that meets a person nearby and calls or answers them.

Run as a process, ``neighbour.py PROFILE NAME PEER call|answer``; it prints its story as a line of JSON.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from core.commands import AnswerCall, HangUp, PlaceCall, SetDisplayName
from core.snapshots import AppSnapshot, CallSnapshot, ServiceState
from tests.engine.engines import RunningEngine


def meet(engine: RunningEngine, name: str, peer: str) -> str:
    """Come online as ``name``; return the address of ``peer`` once they are seen nearby."""
    engine.post(SetDisplayName(name))
    engine.wait(lambda s: s.service.state is ServiceState.ONLINE)
    seen = engine.wait(lambda s: any(person.name == peer for person in s.nearby))
    return next(person.address for person in seen.nearby if person.name == peer)


def has_picture(snapshot: AppSnapshot) -> bool:
    return any(call.has_incoming_video and call.state == "established" for call in snapshot.calls)


def call(engine: RunningEngine, address: str, peer: str) -> CallSnapshot:
    engine.post(PlaceCall(address, video=True, name=peer))
    engine.wait(has_picture)
    running = engine.wait_for_call("established")
    engine.post(HangUp(running.call_id))
    return engine.wait_for_call("ended")


def answer(engine: RunningEngine) -> tuple[CallSnapshot, CallSnapshot]:
    ringing = engine.wait_for_call("initiating")
    engine.post(AnswerCall(ringing.call_id, video=True))
    engine.wait(has_picture)
    return ringing, engine.wait_for_call("ended")


def main() -> int:
    profile, name, peer, role = sys.argv[1:]
    with RunningEngine(Path(profile), lan=True) as engine:
        address = meet(engine, name, peer)
        print("met", flush=True)
        if role == "call":
            ended = call(engine, address, peer)
            outcome = {"end": ended.end_cause, "words": ended.end_text, "address": address}
        else:
            ringing, ended = answer(engine)
            outcome = {
                "end": ended.end_cause,
                "caller": ringing.remote_name,
                "unverified": ringing.is_unverified,
            }
    print(json.dumps(outcome), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
