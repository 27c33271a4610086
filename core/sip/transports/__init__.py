"""Thin skins that carry SIP: WebSocket for the client and the server, and memory for tests."""
