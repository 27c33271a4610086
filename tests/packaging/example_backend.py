"""The example backend, loaded by its path: "packaging" is also the name of a package that pytest needs."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

from aiohttp import web

SCRIPT = Path(__file__).resolve().parents[2] / "packaging" / "service" / "example_backend.py"


def load() -> ModuleType:
    """Return the module."""
    if "example_backend" in sys.modules:
        return sys.modules["example_backend"]
    spec = importlib.util.spec_from_file_location("example_backend", SCRIPT)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


class RunningExample:
    """It, on loopback; ``url`` is without a path."""

    def __init__(self, settings: dict[str, Any], **more: Any) -> None:
        module = load()
        self.backend = module.ExampleBackend(module.Settings.of(settings), **more)
        self._runner = web.AppRunner(self.backend.application(), access_log=None, shutdown_timeout=0.1)

    async def __aenter__(self) -> RunningExample:
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}"
        return self

    async def __aexit__(self, *error: object) -> None:
        await self._runner.cleanup()
