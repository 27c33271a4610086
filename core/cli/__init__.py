"""The command line without a window: the same core, for scripts and tests."""
