"""Letters of the School, one file for each subject; importing it registers them all."""

from school.emails import enrolling, quizzes, sessions, survey, talks, works

__all__ = ["enrolling", "quizzes", "sessions", "survey", "talks", "works"]
