"""Microphones and speakers of PulseAudio, and of PipeWire in its place: what every desktop of Linux serves.

Straight through the system's ``libpulse``, which QtMultimedia needs too, since QtMultimedia never comes back
to a server that was away for some seconds and ends the process when a stream is opened then.
"""

from ui.devices.sound.pulse.sound import PulseSound

__all__ = ["PulseSound"]
