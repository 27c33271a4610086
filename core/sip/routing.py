"""What a proxy does to messages on their way (RFC 3261 16): plain functions over copies.

A proxy's request: ``check_for_proxy``, ``forwarded`` (Max-Forwards, own Route off, Record-Route on), then
``TransactionLayer.send_request`` puts the Via on. Its response: ``without_top_via``, then ``respond``.
"""

from __future__ import annotations

from collections.abc import Iterable

from core.sip.messages import NameAddr, ParseError, Request, Response, Uri, Via, check_options

MAX_FORWARDS = 70
"""What a request starts with (RFC 3261 8.1.1.6)."""


def check_for_proxy(request: Request, supported: frozenset[str] = frozenset()) -> ParseError | None:
    """Return why ``request`` must not be forwarded (483, 420), or None (RFC 3261 16.3)."""
    if request.max_forwards == 0:
        return ParseError(
            "Too Many Hops", status=483, method=request.method, request_headers=request.headers.copy()
        )
    return check_options(request, supported, "Proxy-Require")


def forwarded(
    request: Request,
    *,
    target: Uri | None = None,
    own: Iterable[Uri] = (),
    record_route: Uri | None = None,
    routes: Iterable[NameAddr] = (),
) -> Request:
    """Return a copy ready to be sent on.

    ``target`` replaces the Request-URI; Route values on top that name one of ``own`` are taken off;
    ``routes`` (a stored Path, RFC 3327) go on top of what is left; ``record_route`` keeps this proxy on the
    way of the dialog.
    """
    made = pop_route(request, own)
    if target is not None:
        made.uri = target.having(headers=())
    hops = request.max_forwards
    made.headers.set("Max-Forwards", MAX_FORWARDS if hops is None else max(hops - 1, 0))
    path = [*routes]
    if path:
        made.headers.setall("Route", [*path, *made.headers.getall("route")])
    if record_route is not None:
        made.headers.prepend("Record-Route", NameAddr(record_route))
    return made


def pop_route(request: Request, own: Iterable[Uri]) -> Request:
    """Return a copy without the Route values on top that name this proxy (RFC 3261 16.4)."""
    made = request.copy()
    ours = {route_key(uri) for uri in own}
    routes = list(made.routes)
    while routes and route_key(routes[0].uri) in ours:
        routes.pop(0)
    if len(routes) != len(made.routes):
        made.headers.remove("route")
        for route in routes:
            made.headers.add("Route", route)
    return made


def route_key(uri: Uri) -> tuple[str, int | None]:
    """Return what tells one proxy's Route URI from another's: host and port."""
    return uri.host.lower(), uri.port


def is_loose_router(route: NameAddr) -> bool:
    """Whether a Route value carries ``lr`` (RFC 3261 19.1.1)."""
    return "lr" in route.uri.params


def without_top_via(response: Response) -> Response:
    """Return a copy without its topmost Via; the result has none left if the response was for us."""
    made = response.copy()
    vias = made.vias
    made.headers.remove("via")
    for via in reversed(vias[1:]):
        made.headers.prepend("Via", via)
    return made


def via_with_received(request: Request, host: str, port: int | None = None) -> Request:
    """Return a copy whose topmost Via says where it came from (RFC 3261 18.2.1, RFC 3581)."""
    made = request.copy()
    vias = list(made.vias)
    top: Via = vias[0]
    if top.host.lower() != host.lower():
        top = top.having_param("received", host)
    if "rport" in top.params and port is not None:
        top = top.having_param("rport", str(port))
    made.headers.setall("Via", [top, *vias[1:]])
    return made
