from __future__ import annotations

from tests.agent.bobs_home import bobs
from tests.calling.conftest import world

__all__ = ["bobs", "world"]
