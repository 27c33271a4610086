"""Sound inside the process: blocks of 10 ms, 48 kHz, mono."""
