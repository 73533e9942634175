"""The tags that put style sheets and scripts into a page's head, under the names that may be kept for ever."""

import json
from functools import cache
from typing import Any

from django import template
from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from config.bundles import BundlingStorage, bundled, bundled_script, components

SHARED = "lib"  # modules that any page may import
RUN = '<script type="module" src="{}"></script>'
register = template.Library()


@register.simple_tag
def styles(bundle: str) -> SafeString:
    """The style sheets of one of config.bundles.BUNDLES: one file where they are collected, else each by itself."""
    names = [bundled(bundle)] if _is_bundling() else components(bundle)
    return format_html_join("\n", '<link rel="stylesheet" href="{}">', ((static(name),) for name in names))


@register.simple_tag(takes_context=True)
def modules(context: template.Context, page: str) -> SafeString:
    """The scripts of a page, static/js/<page>/main.js and what it needs: one file where they are collected.

    Else every module by itself, and an import map with the answer's nonce that gives each its bare name
    ("annotate/offsets" is static/js/annotate/offsets.js, "lib/copy" is static/js/lib/copy.js).
    """
    if _is_bundling():
        return format_html(RUN, static(bundled_script(page)))
    own = {name: static(f"js/{name}.js") for name in _modules(page)}
    shared = {name: static(f"js/{name}.js") for name in _modules(SHARED)}
    return format_html(
        '<script type="importmap" nonce="{}">{}</script>\n{}\n{}',
        context["request"].csp_nonce,
        _in_script({"imports": own | shared}),
        format_html_join("\n", '<link rel="modulepreload" href="{}">', ((address,) for address in own.values())),
        format_html(RUN, static(f"js/{page}/main.js")),
    )


def _is_bundling() -> bool:
    return isinstance(staticfiles_storage, BundlingStorage)


@cache
def _modules(folder: str) -> list[str]:
    """Their bare names; the folder is the list, and it does not change while the server runs."""
    paths = (settings.BASE_DIR / "static" / "js").glob(f"{folder}/*.js")
    return sorted(f"{folder}/{path.stem}" for path in paths)


def _in_script(value: Any) -> SafeString:
    """JSON that no name can break out of its <script>."""
    return mark_safe(json.dumps(value).replace("<", "\\u003c"))  # noqa: S308  # nosec B308 B703  no < is left
