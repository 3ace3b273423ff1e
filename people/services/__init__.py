"""What changes people's records: one verb, one act, history, letters on commit."""
