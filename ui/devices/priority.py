"""The place of a thread in the queue for a processor: sound cannot wait behind a compiler or a browser.

Linux gives every thread the same turn whatever Qt's priorities say. A program may take a better one itself
where the system allows it, else it asks RealtimeKit, which serves every desktop that runs PulseAudio or
PipeWire. Elsewhere Qt's priorities are enough.
"""

from __future__ import annotations

import logging
import os
import shutil
import sys
import threading

from PySide6.QtCore import QProcess

log = logging.getLogger(__name__)

NICE = -11
"""What sound servers give themselves; RealtimeKit grants down to -15."""

REALTIME = 4
"""Round robin, below the 5 of sound servers: what a nice value does ends at the border of a login session."""

CARRIER_REALTIME, CARRIER_NICE = 1, -8
"""The same of the thread that carries sound to the network and back."""


def go_first(realtime: int = REALTIME, nice: int = NICE) -> bool:
    """Let the calling thread run before everything ordinary, as sound must; it sleeps most of the time.

    Returns whether it was done or asked for.
    """
    if sys.platform == "linux":
        try:
            policy = os.SCHED_RR | os.SCHED_RESET_ON_FORK
            os.sched_setscheduler(threading.get_native_id(), policy, os.sched_param(realtime))
            return True
        except OSError as error:
            log.debug("no real time for sound: %s", error)
    return raise_priority(nice=nice)


def go_before_others() -> bool:
    """Let the calling thread, which carries packets of sound, go before everything but sound itself.

    The interpreter lets one thread run at a time. If this one has to wait for a processor while it is its
    turn, the sound thread waits with it, whatever its own priority. The main thread stays an ordinary one: it
    may have a lot to do, and sound does not wait for what it draws.
    """
    if threading.current_thread() is threading.main_thread():
        return raise_priority(nice=CARRIER_NICE)
    return go_first(CARRIER_REALTIME, CARRIER_NICE)


def raise_priority(thread_id: int | None = None, nice: int = NICE) -> bool:
    """Let a thread of this process (its native id; the calling one by itself) run before ordinary ones.

    Returns whether it was done or asked for; never raises, never waits.
    """
    if sys.platform != "linux":
        return False
    thread_id = threading.get_native_id() if thread_id is None else thread_id
    try:
        if os.getpriority(os.PRIO_PROCESS, thread_id) > nice:
            os.setpriority(os.PRIO_PROCESS, thread_id, nice)
        return True
    except PermissionError:
        return _ask_realtime_kit(thread_id, nice)
    except OSError as error:
        log.debug("priority of thread %d stays: %s", thread_id, error)
        return False


def _ask_realtime_kit(thread_id: int, nice: int) -> bool:
    program = shutil.which("busctl")
    if program is None:
        return False
    # Through a program of the system's: Qt's own bus cannot write the unsigned 64 bits that are wanted.
    name, path = "org.freedesktop.RealtimeKit1", "/org/freedesktop/RealtimeKit1"
    call = [name, path, name, "MakeThreadHighPriorityWithPID", "tti"]
    arguments = ["--system", "call", *call, str(os.getpid()), str(thread_id), "--", str(nice)]
    is_started, _ = QProcess.startDetached(program, arguments)
    return bool(is_started)
