"""Calls to and from the telephone network: who may call what by which trunk, and whose number is called.

``PhoneConfig`` is what an administrator writes, ``DialPlan`` decides where a number goes and with which
caller number, ``Spending`` what it may cost, ``inbound`` reads whom a call from a trunk is for. No I/O here:
the gateway (``core.service.gateway.numbers``) does what is decided.
"""
