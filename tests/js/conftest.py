"""Without Node there is nothing to collect here."""

from tests.js import node

collect_ignore_glob = [] if node.find() else ["test_*.py"]
