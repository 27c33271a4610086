"""What a service loads before anybody calls: its start is waited for, and its memory is there all day."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

START = """
import asyncio, sys
from pathlib import Path
from core.service.config import GatewayConfig, ServiceConfig
from core.service.service import CallService

async def run():
    service = CallService(ServiceConfig(Path(sys.argv[1]), gateway=GatewayConfig(enabled=True)))
    await service.start()
    await service.stop()

asyncio.run(run())
print(*sorted({"aiortc", "av", "numpy", "phonenumbers", "core.calling", "core.media"} & set(sys.modules)))
"""


def test_neither_media_nor_the_numbering_plans_of_the_world_are_loaded(tmp_path: Path) -> None:
    result = subprocess.run(
        [sys.executable, "-c", START, str(tmp_path / "data")], cwd=ROOT, capture_output=True, text=True
    )
    assert (result.returncode, result.stdout.strip()) == (0, ""), result.stderr
