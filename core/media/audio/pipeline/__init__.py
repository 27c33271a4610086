"""What happens between the microphone and the calls, and between the calls and the speaker.

``SoundPipeline`` is the whole; the other modules are its stages, all plain functions of 10 ms blocks.
"""

from core.media.audio.pipeline.sound_pipeline import SoundPipeline, checked_gain

__all__ = ["SoundPipeline", "checked_gain"]
