"""Open two windows, alice and bob, on this machine: profiles of their own under build/demo, test devices.

Both stay open until they are closed. Each runs its own call service and finds the other one "nearby".
"""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from core.identity import user_id_from_name  # noqa: E402
from core.snapshots import ProfileSnapshot  # noqa: E402
from core.storage import Store  # noqa: E402

NAMES = ("Alice", "Bob")
NO_SCREEN = "There is no screen here for two windows. `make run` shows a call on a virtual one."


async def introduce(profile: Path, name: str) -> None:
    """Give a new profile its name, as the first start would; one that has a name keeps it."""
    store = Store()
    await store.open(profile / "ahoy.sqlite")
    try:
        if not await store.setting("profile"):
            person = ProfileSnapshot(display_name=name, user_id=user_id_from_name(name))
            await store.set_setting("profile", asdict(person))
    finally:
        await store.close()


def main() -> int:
    """Open both windows and wait until both are closed; returns the worse exit code."""
    if sys.platform == "linux" and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        print(NO_SCREEN, file=sys.stderr)
        return 2
    windows = []
    for name in NAMES:
        profile = ROOT / "build" / "demo" / name.lower()
        profile.mkdir(parents=True, exist_ok=True)
        asyncio.run(introduce(profile, name))
        command = [sys.executable, str(ROOT / "main.py"), "--fake-devices", "--profile", str(profile)]
        windows.append(subprocess.Popen(command))
    print("Alice and Bob are open: each sees the other under Nearby.", flush=True)
    try:
        return max(window.wait() for window in windows)
    except KeyboardInterrupt:
        for window in windows:
            window.terminate()
        return max(window.wait() for window in windows)


if __name__ == "__main__":
    sys.exit(main())
