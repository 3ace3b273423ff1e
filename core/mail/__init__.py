"""Letters: an outbox row is written with the change, the worker sends it, once (spec: platform §7).

`core.mail.kinds.letter` registers a letter, `core.mail.queue.queue` puts one into the outbox.
"""
