"""Letters: an outbox row is written with the change, the worker sends it, once (spec: platform §7).

`core.mail.kinds.letter` registers a letter, `core.mail.queue.queue` puts one into the outbox, `core.mail.render.content`
makes its words, `core.mail.sending` lets it leave, `core.mail.calls` turns what nobody can read into a phone call.
"""

from core.mail.render import content

__all__ = ["content"]
