from applications.models.call import AbstractCall, CallQuerySet

__all__ = ["AbstractCall", "CallQuerySet"]
