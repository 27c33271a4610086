"""Benches of conference rooms: what forwarding costs, and how soon people see each other."""
