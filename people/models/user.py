from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from core.links import new_id
from core.search.words import fold
from people.managers import UserManager, new_username


class Audience(models.TextChoices):
    NGO = "ngo", _("сотрудник НКО или фонда местного сообщества")
    INITIATIVE = "initiative", _("участник инициативной группы")
    VOLUNTEER = "volunteer", _("доброволец")
    OMSU = "omsu", _("сотрудник местной администрации или совета")
    BUSINESS = "business", _("предприниматель")
    OTHER = "other", _("другое")


class User(AbstractUser):
    """A person of the site. The row stays for ever («Удалённый участник»), so whatever points at it stays whole."""

    username = models.CharField(max_length=17, unique=True, default=new_username, editable=False)
    public_id = models.CharField(_("открытый номер"), max_length=22, unique=True, default=new_id, editable=False)
    first_name = models.CharField(_("имя"), max_length=100, blank=True, help_text=_("Как в документах: попадёт в сертификат."))
    last_name = models.CharField(_("фамилия"), max_length=100, blank=True, help_text=_("Как в документах: попадёт в сертификат."))
    patronymic = models.CharField(_("отчество"), max_length=100, blank=True, help_text=_("По желанию."))
    no_patronymic = models.BooleanField(_("нет отчества"), default=False, help_text=_("Отметьте, если отчества нет."))
    sort_name = models.CharField(_("имя для поиска и порядка"), max_length=310, blank=True, editable=False, db_index=True)
    email = models.EmailField(
        _("электронная почта"),
        null=True,
        blank=True,
        unique=True,
        help_text=_("По ней входят; строчными буквами. Может не быть."),
    )
    phone = models.CharField(_("телефон"), max_length=16, blank=True, help_text=_("Хранится в виде +79991234567."))
    region = models.ForeignKey(
        "regions.Region",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("регион"),
        help_text=_("Пусто — другой регион. Меняет только администратор."),
    )
    settlement = models.CharField(_("город или село"), max_length=150, blank=True, help_text=_("По желанию."))
    organisation = models.ForeignKey(
        "regions.Organisation",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("организация"),
        help_text=_("Из списка организаций, если она там есть."),
    )
    organisation_name = models.CharField(
        _("организация, как назвал человек"), max_length=250, blank=True, help_text=_("Если организации нет в нашем списке.")
    )
    position = models.CharField(_("должность или роль"), max_length=150, blank=True, help_text=_("По желанию."))
    audience = models.CharField(
        _("кто вы"), max_length=12, choices=Audience.choices, blank=True, help_text=_("Помогает советовать курсы и практики.")
    )
    zone = models.CharField(_("часовой пояс"), max_length=40, blank=True, help_text=_("Пусто — время региона."))
    letter_language = models.CharField(
        _("язык писем"), max_length=8, default="ru", help_text=_("На каком языке присылать письма.")
    )
    welcomed_at = models.DateTimeField(
        _("познакомились"),
        null=True,
        blank=True,
        help_text=_("Назвали имя и дали согласие; без этого запись стирается через сутки."),
    )
    suspended_at = models.DateTimeField(_("вход закрыт"), null=True, blank=True, help_text=_("Пока стоит дата, войти нельзя."))
    signed_out_at = models.DateTimeField(
        _("все входы закрыты"),
        null=True,
        blank=True,
        editable=False,
        help_text=_("Сеансы и доверенные браузеры, начатые раньше, не действуют."),
    )
    erased_at = models.DateTimeField(
        _("данные стёрты"), null=True, blank=True, help_text=_("Строка остаётся, чтобы записи других людей были целы.")
    )
    touched = models.PositiveBigIntegerField(_("счётчик захватов"), default=0, editable=False)

    objects = UserManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: list[str] = []

    class Meta:
        verbose_name = _("человек")
        verbose_name_plural = _("люди")
        constraints = [
            models.CheckConstraint(condition=Q(email__isnull=True) | Q(email=Lower("email")), name="user_email_lower"),
            models.CheckConstraint(condition=~Q(email=""), name="user_email_null_not_empty"),
            models.CheckConstraint(condition=Q(suspended_at__isnull=True) | Q(is_active=False), name="user_suspended_not_active"),
        ]

    def __str__(self) -> str:
        if self.erased_at:
            return str(_("Удалённый участник"))
        return self.get_full_name() or self.email or str(_("Участник"))

    def save(self, *args: object, **kwargs: object) -> None:
        self.email = self.email.strip().lower() if self.email else None
        self.sort_name = fold(f"{self.last_name} {self.first_name} {self.patronymic}")
        super().save(*args, **kwargs)

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """Bound to the moment of «Выйти везде» too, so raising it ends every session at its next request."""
        ended = self.signed_out_at.isoformat() if self.signed_out_at else ""
        value = f"{self.password}:{ended}"
        return salted_hmac("people.User.session", value, secret=secret, algorithm="sha256").hexdigest()

    def get_full_name(self) -> str:
        """«Соловьёва Анна Викторовна», as papers and lists write it."""
        return " ".join(part for part in (self.last_name, self.first_name, self.patronymic) if part)

    def get_short_name(self) -> str:
        """«Анна Викторовна», as letters address a person."""
        return " ".join(part for part in (self.first_name, self.patronymic) if part)

    @property
    def initials_name(self) -> str:
        """«Соловьёва А. В.» with no-break spaces."""
        initials = [f"{part[0]}." for part in (self.first_name, self.patronymic) if part]
        return "\u00a0".join([self.last_name, *initials]).strip()
