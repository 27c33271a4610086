"""Commands that make calls: ``call``, ``answer``, ``doctor``."""
