"""What comes before C's ``exit`` while the window is open, on whatever thread; and nothing later."""

from __future__ import annotations

import ctypes
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or not hasattr(ctypes.CDLL(None), "on_exit"), reason="needs glibc's on_exit"
)

PROGRAM = """
import ctypes, sys, threading
from ui.lost_display import ending_in_order

libc = ctypes.CDLL(None)  # its functions run without the lock of the interpreter, as Qt does
stopping, going_on = threading.Event(), threading.Event()

def stop():
    print("stopped", flush=True)
    stopping.set()
    if how == "two":
        going_on.wait(10)
    if how == "fails":
        raise ValueError("the engine hangs")

def exit_elsewhere():
    other = threading.Thread(target=libc.exit, args=(3,))
    other.start()
    return other

how = sys.argv[1]
with ending_in_order(stop):
    if how == "here":
        libc.exit(3)
    if how in ("elsewhere", "fails"):
        exit_elsewhere().join()
    if how == "two":
        exit_elsewhere()
        stopping.wait(10)
        threading.Timer(0.2, going_on.set).start()
        libc.exit(4)
if how == "later":
    libc.exit(6)
sys.exit(5)
"""


def run(how: str) -> tuple[int, str, str]:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, how], cwd=ROOT, capture_output=True, text=True, timeout=50
    )
    return done.returncode, done.stdout, done.stderr


@pytest.mark.parametrize("how", ["here", "elsewhere", "two", "fails"])
def test_whoever_calls_exit_calls_end_first(how: str) -> None:
    code, said, told = run(how)
    assert (code, said) == (1, "stopped\n"), told
    assert "the display is gone" in told


@pytest.mark.parametrize(("how", "code"), [("nobody", 5), ("later", 6)])
def test_afterwards_everything_ends_as_it_would(how: str, code: int) -> None:
    assert run(how) == (code, "", "")
