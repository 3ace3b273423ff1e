"""The form of a review: a level and a remark for each criterion, or points; words to the author; the outcome."""

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.forms import Form
from school.models import AssignmentPage, RubricVersion, WorkReview
from school.models.review import Outcome
from school.services.reviewing import Said


class ReviewForm(Form):
    """Fields `level-<pk>` and `remark-<pk>` for each criterion of the rubric; `points` where there is none."""

    comment = forms.CharField(
        label=_("Что сказать автору"),
        required=False,
        max_length=10000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Сначала что получилось, потом что исправить. Автор увидит это после отправки."),
    )
    points = forms.DecimalField(label=_("Баллов"), required=False, min_value=0, max_digits=6, decimal_places=2, localize=True)

    def __init__(self, *args: object, page: AssignmentPage, rubric: RubricVersion | None, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.criteria = list(rubric.criteria.prefetch_related("levels")) if rubric else []
        if rubric:
            del self.fields["points"]
        else:
            self.fields["points"].help_text = gettext("От 0 до %(most)s.") % {"most": page.max_points}
            self.fields["points"].max_value = page.max_points
        for criterion in self.criteria:
            self._add(criterion)
        for field in self.fields.values():
            field.quiet = True  # a draft may lack anything; what is needed to send is told when it is sent

    def _add(self, criterion: object) -> None:
        levels = [(str(level.pk), _level(level)) for level in criterion.levels.all()]
        self.fields[f"level-{criterion.pk}"] = forms.ChoiceField(
            label=criterion.title, help_text=criterion.hint, required=False, choices=levels, widget=forms.RadioSelect
        )
        self.fields[f"remark-{criterion.pk}"] = forms.CharField(
            label=gettext("Замечание: %(title)s") % {"title": criterion.title},
            required=False,
            max_length=3000,
            widget=forms.Textarea(attrs={"rows": 2}),
        )

    @property
    def said(self) -> Said:
        """What the mentor said, for the service; call after `is_valid`."""
        told = self.cleaned_data
        scores = {
            one.pk: (int(told[f"level-{one.pk}"]) if told.get(f"level-{one.pk}") else None, told.get(f"remark-{one.pk}", ""))
            for one in self.criteria
        }
        outcome = self.data.get("outcome", "")
        return Said(told["comment"], told.get("points"), scores, outcome if outcome in Outcome.values else "")


def initial_of(review: WorkReview | None) -> dict:
    """What the draft review holds, by field."""
    if review is None:
        return {}
    found = {"comment": review.comment, "points": review.points}
    for row in review.scores.all():
        found[f"level-{row.criterion_id}"] = str(row.level_id or "")
        found[f"remark-{row.criterion_id}"] = row.comment
    return found


def _level(level: object) -> str:
    points = f"{level.points.normalize():f}".replace(".", ",")
    words = f"{level.title} ({points})"
    return f"{words}: {level.description}" if level.description else words
