"""Transport-wide feedback: which packets arrived when, from the receiver back to the sender."""
