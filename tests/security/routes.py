"""Every route there is, from the URLconf itself."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import URLPattern, get_resolver, reverse
from django.urls.resolvers import URLResolver


@dataclass(frozen=True)
class Route:
    """`name` is what reverse() takes; the Django admin's nameless routes are called by their pattern."""

    name: str
    pattern: str
    kwargs: tuple[str, ...]

    @property
    def is_admin(self) -> bool:
        return self.name.startswith("admin:")

    @property
    def is_api(self) -> bool:
        """Speaks JSON, also where it refuses."""
        return self.name.startswith("api:")

    @property
    def is_found_by_object(self) -> bool:
        """Names a thing and no project: of what is foreign or not there nobody is told more than 404."""
        return self.is_api and bool(self.kwargs) and "project" not in self.kwargs

    def address(self, **values: object) -> str:
        return reverse(self.name, kwargs={name: values[name] for name in self.kwargs})


def walk(resolver: URLResolver, namespace: str = "", prefix: str = "") -> Iterator[Route]:
    for each in resolver.url_patterns:
        pattern = f"{prefix}{each.pattern}"
        if isinstance(each, URLResolver):
            yield from walk(each, f"{each.namespace}:" if each.namespace else namespace, pattern)
        elif isinstance(each, URLPattern):
            yield Route(f"{namespace}{each.name or pattern}", pattern, tuple(_names(pattern)))


def _names(pattern: str) -> list[str]:
    return re.findall(r"<(?:[a-z]+:)?(\w+)>", pattern)


ROUTES = {route.name: route for route in walk(get_resolver())}
PAGES = sorted(name for name, route in ROUTES.items() if not route.is_admin)
ADMIN = sorted(name for name, route in ROUTES.items() if route.is_admin)
IN_PROJECT = sorted(name for name in PAGES if "project" in ROUTES[name].kwargs or ROUTES[name].is_found_by_object)
