from practices.models.index import PracticeIndexPage
from practices.models.moderation import AuthorTask, CoordinatorTask, EditorTask
from practices.models.page import PracticePage
from practices.models.practice import Practice, PracticeFigures, PracticeVersion

__all__ = [
    "AuthorTask",
    "CoordinatorTask",
    "EditorTask",
    "Practice",
    "PracticeFigures",
    "PracticeIndexPage",
    "PracticePage",
    "PracticeVersion",
]
