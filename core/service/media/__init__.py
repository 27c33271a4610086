"""Media of the call service, whoever uses it: the gateway to SIP and the conference rooms."""
