"""The scripts outside a browser: what is pure in static/js is tested by Node, where there is one."""
