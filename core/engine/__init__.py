"""The core thread behind the window: commands in, snapshots out."""

from core.engine.engine import Engine, Levels
from core.engine.options import EngineOptions

__all__ = ["Engine", "EngineOptions", "Levels"]
