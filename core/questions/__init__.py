"""Forms people build in the admin: kinds, conditions, snapshots, answers and their sums (spec: events §2, §4). No domain word."""
