from events.views.lost import code, link, lookup
from events.views.month import month
from events.views.register import registration
from events.views.ticket import cancel, change, join, offer, reconfirm, ticket, ticket_ics, withdraw

__all__ = [
    "cancel",
    "change",
    "code",
    "join",
    "link",
    "lookup",
    "month",
    "offer",
    "reconfirm",
    "registration",
    "ticket",
    "ticket_ics",
    "withdraw",
]
