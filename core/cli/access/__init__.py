"""Which service a command talks to, and as whom: tokens, passwords, accounts elsewhere."""
