"""Letters of the School, one file for each subject; importing it registers them all."""

from school.emails import enrolling, groups, news, papers, quizzes, reminders, sessions, survey, talks, works

__all__ = ["enrolling", "groups", "news", "papers", "quizzes", "reminders", "sessions", "survey", "talks", "works"]
