"""How the site is put together: settings, urls, middleware, the server."""
