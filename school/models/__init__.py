from school.models.anchors import Activity, Course
from school.models.assignment import AssignmentPage
from school.models.attempt import Attempt, Response
from school.models.bank import Question, QuestionBank, QuestionCategory, QuestionTag, QuestionVersion
from school.models.certificate import Certificate, CertificateEdition, NameCheck, NameRequest
from school.models.dates import Extension, ExtensionRequest
from school.models.enrolment import Enrolment
from school.models.grades import Grade
from school.models.learning import ActivityProgress, LearningEvent, SelfCheckAnswer
from school.models.lesson import LessonPage
from school.models.news import RunNewsRequest
from school.models.pages import CoursePage, ModulePage, SchoolPage
from school.models.quiz import QuizPage, QuizSlot
from school.models.remarking import Remarking
from school.models.reminders import RemindersOff
from school.models.review import ReadyPhrase, ReviewFile, ReviewScore, WorkReview
from school.models.rubric import Criterion, Level, Rubric, RubricVersion
from school.models.run import CourseRun, Group, MentorAssignment, RunItem
from school.models.sessions import JointMark, JointSession, SessionSheet
from school.models.study_paper import StudyPaper, StudyPaperEdition, StudyPaperKind
from school.models.submission import Submission, SubmissionFile, SubmissionVersion
from school.models.survey import SurveyAnswer, SurveyTicket
from school.models.threads import Post, PostFile, Thread

__all__ = [
    "Activity",
    "ActivityProgress",
    "AssignmentPage",
    "Attempt",
    "Certificate",
    "CertificateEdition",
    "Course",
    "CoursePage",
    "CourseRun",
    "Criterion",
    "Enrolment",
    "Extension",
    "ExtensionRequest",
    "Grade",
    "Group",
    "JointMark",
    "JointSession",
    "LearningEvent",
    "LessonPage",
    "Level",
    "MentorAssignment",
    "ModulePage",
    "NameCheck",
    "NameRequest",
    "Post",
    "PostFile",
    "Question",
    "QuestionBank",
    "QuestionCategory",
    "QuestionTag",
    "QuestionVersion",
    "QuizPage",
    "QuizSlot",
    "ReadyPhrase",
    "Remarking",
    "RemindersOff",
    "Response",
    "ReviewFile",
    "ReviewScore",
    "Rubric",
    "RubricVersion",
    "RunItem",
    "RunNewsRequest",
    "SchoolPage",
    "SelfCheckAnswer",
    "SessionSheet",
    "StudyPaper",
    "StudyPaperEdition",
    "StudyPaperKind",
    "Submission",
    "SubmissionFile",
    "SubmissionVersion",
    "SurveyAnswer",
    "SurveyTicket",
    "Thread",
    "WorkReview",
]
