"""Microphones, speakers and cameras of this machine, through QtMultimedia.

``QtDevices`` is the ``core.ports.DeviceHost`` of the window. Sound lives in one thread of highest priority,
pictures in another; the core only ever holds handles.
"""

from ui.devices.host import QtDevices

__all__ = ["QtDevices"]
