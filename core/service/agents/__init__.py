"""Agents inside the service, which are one end of calls: how they speak SIP, and the echo test."""
