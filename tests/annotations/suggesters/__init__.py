"""Tests of the machines that propose themes."""
