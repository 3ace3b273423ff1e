"""Sources of personal data of the floors that know no people: `core`, `regions`, and `people` itself (spec: platform §6)."""
