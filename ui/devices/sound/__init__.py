"""Microphones and speakers: of the sound server of Linux in ``pulse``, through QtMultimedia in ``qt``."""
