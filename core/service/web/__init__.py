"""The service's front: HTTP, WebSockets and listeners."""
