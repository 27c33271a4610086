"""The window: Qt Quick over the core's snapshots. Knows nothing of packets."""
