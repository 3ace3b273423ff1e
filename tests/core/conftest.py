"""Fixtures of the ground floor's tests."""

from tests.sink import sink

__all__ = ["sink"]
