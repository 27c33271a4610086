"""The core thread behind the window: commands in, snapshots out."""

from core.engine.engine import Engine, EngineOptions, Levels

__all__ = ["Engine", "EngineOptions", "Levels"]
