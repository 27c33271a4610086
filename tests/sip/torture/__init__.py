"""The torture messages of RFC 4475 and RFC 5118 against what runs: a service, and a client."""
