"""``serve``: the call service, and what its operator does with one."""
