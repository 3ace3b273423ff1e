"""What `core` keeps of people: history of changes, letters, calls, uploaded tables."""

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core import guard
from core.models import Entry, Letter, PhoneCall
from people.models import User
from people.personal import Erased, Exported, PersonalDataSource, Section, register
from people.sources.words import moment, said, who

SHOWN = 200


def describe(user: User) -> list[Section]:
    """Who opened the contacts, what changed, which letters were sent."""
    entries = list(Entry.objects.for_person(user).select_related("actor")[:SHOWN])
    opened = [f"{moment(one.at)}: {who(one)}" for one in entries if one.verb == "contacts_opened"]
    changes = [f"{moment(one.at)}: {said(one)} ({who(one)})" for one in entries if one.verb != "contacts_opened"]
    letters = Letter.objects.filter(person=user).order_by("-created_at", "-pk")[:SHOWN]
    sent = [f"{moment(letter.created_at)}: {letter.subject or _('письмо')} ({letter.get_state_display()})" for letter in letters]
    calls = PhoneCall.objects.filter(person=user).order_by("-created_at", "-pk")[:SHOWN]
    phoned = [f"{moment(call.created_at)}: {call.say} ({call.get_state_display()})" for call in calls]
    return [
        Section(_("Кто открывал ваши контакты"), opened, _("Каждое открытие почты и телефона записывается.")),
        Section(_("Что менялось"), changes, _("Чтобы было видно, кто и когда что сделал. Хранится три года.")),
        Section(_("Какие письма мы вам писали"), sent, _("Тексты писем стираются через 30 дней, коды сразу после отправки.")),
        Section(_("Когда вам звонили"), phoned, _("Если письмо не дошло, звонит координатор.")),
    ]


def export(user: User) -> Exported:
    """The same as JSON; codes and links of letters stay out."""
    return Exported(
        {
            "history": [
                {"at": one.at.isoformat(), "what": said(one), "who": who(one)}
                for one in Entry.objects.for_person(user).select_related("actor")
            ],
            "letters": [
                {"at": one.created_at.isoformat(), "to": one.to, "subject": one.subject, "text": "" if one.secret else one.text}
                for one in Letter.objects.filter(person=user).order_by("pk")
            ],
            "calls": [
                {"at": one.created_at.isoformat(), "phone": one.phone, "say": one.say, "outcome": one.outcome}
                for one in PhoneCall.objects.filter(person=user).order_by("pk")
            ],
        }
    )


def erase(user: User, dry_run: bool) -> Erased:
    """Empty letters, calls and the values in the history; verbs and moments stay three years."""
    mine = Q(person=user) | Q(to=user.email) if user.email else Q(person=user)
    letters, calls, entries = (
        Letter.objects.filter(mine),
        PhoneCall.objects.filter(person=user),
        Entry.objects.filter(person=user),
    )
    counts = {str(_("письма")): letters.count(), str(_("звонки")): calls.count(), str(_("подробности истории")): entries.count()}
    if not dry_run:
        _empty(mine, user)
    return Erased(counts, {str(_("история")): str(_("что и когда сделано, без имён и значений: три года (журнал действий)"))})


@guard.act
def _empty(mine: Q, user: User) -> None:
    guard.hold(user)
    waiting = Letter.objects.filter(mine, state__in=["held", "queued", "sending"])
    waiting.update(state="cancelled")
    Letter.objects.filter(mine).update(to="", subject="", text="", html="", data={}, attachments=[], reply_to="")
    PhoneCall.objects.filter(person=user).update(name="", phone="", say="", outcome="")
    Entry.objects.filter(person=user).update(was={}, now={}, reason="")


register(
    PersonalDataSource(
        name="core",
        title=gettext_lazy("История, письма и звонки"),
        describe=describe,
        export=export,
        erase=erase,
        covers=(
            "core.Entry.person",
            "core.Entry.actor",
            "core.Letter.person",
            "core.Letter.to",
            "core.Letter.reply_to",
            "core.PhoneCall.person",
            "core.PhoneCall.name",
            "core.PhoneCall.phone",
            "core.PhoneCall.by",
        ),
    )
)
