"""The service as a process: ``main.py serve`` and the app's child."""
