"""What a SIP service has to do so that a client of ours works with it, as scenarios: see PROFILE.md."""
