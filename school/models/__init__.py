from school.models.anchors import Activity, Course
from school.models.enrolment import Enrolment
from school.models.learning import ActivityProgress, LearningEvent, SelfCheckAnswer
from school.models.lesson import LessonPage
from school.models.pages import CoursePage, ModulePage, SchoolPage
from school.models.run import CourseRun, Group, MentorAssignment, RunItem

__all__ = [
    "Activity",
    "ActivityProgress",
    "Course",
    "CoursePage",
    "CourseRun",
    "Enrolment",
    "Group",
    "LearningEvent",
    "LessonPage",
    "MentorAssignment",
    "ModulePage",
    "RunItem",
    "SchoolPage",
    "SelfCheckAnswer",
]
