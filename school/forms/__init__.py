"""Forms of the School, one file for each subject."""
