"""Calls over bad lines: an impairment that is the same in real and in simulated time, and what it costs."""
