"""The call service: registrar, router, echo, ICE servers and people nearby (``main.py serve``)."""
