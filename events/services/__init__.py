from events.services.answering import join, reconfirm
from events.services.change import (
    approve_registration,
    cancel_registration,
    change_registration,
    reject_registration,
    revoke_registration,
    send_link_again,
)
from events.services.facts import cancel_event, change_facts, plan_again, postpone_event, stop_registration
from events.services.line import answer_offer, end_offers, offer_by_hand, offer_places
from events.services.making import copy_event, ensure_event, remove_event
from events.services.register import AlreadyRegistered, Entry, Full, NotOpen, Outsider, Proof, register

__all__ = [
    "AlreadyRegistered",
    "Entry",
    "Full",
    "NotOpen",
    "Outsider",
    "Proof",
    "answer_offer",
    "approve_registration",
    "cancel_event",
    "cancel_registration",
    "change_facts",
    "change_registration",
    "copy_event",
    "end_offers",
    "ensure_event",
    "join",
    "offer_by_hand",
    "offer_places",
    "plan_again",
    "postpone_event",
    "reconfirm",
    "register",
    "reject_registration",
    "remove_event",
    "revoke_registration",
    "send_link_again",
    "stop_registration",
]
