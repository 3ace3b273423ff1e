"""The site's root, its languages, themes and groups: what everything else stands on (spec: platform §4, search-and-languages §2)."""

from django.db import migrations
from django.utils import timezone

TERMS = [
    ("theme", "blagoustroystvo", "Благоустройство", "Public spaces", 1),
    ("theme", "sosedskaya-pomosch", "Соседская помощь", "Neighbours helping neighbours", 2),
    ("theme", "kultura-i-remesla", "Культура и ремёсла", "Culture and crafts", 3),
    ("theme", "deti-i-podrostki", "Дети и подростки", "Children and teenagers", 4),
    ("theme", "starshee-pokolenie", "Старшее поколение", "Older people", 5),
    ("theme", "sbor-sredstv", "Сбор средств", "Fundraising", 6),
    ("theme", "sozdanie-fonda", "Создание и развитие фонда", "Starting and growing a foundation", 7),
    ("theme", "priroda-i-voda", "Природа и вода", "Nature and water", 8),
    ("theme", "zdorove-i-sport", "Здоровье и спорт", "Health and sport", 9),
    ("theme", "selskoe-hozyaystvo-i-delo", "Сельское дело и занятость", "Rural business and jobs", 10),
    ("theme", "turizm-i-nasledie", "Туризм и наследие", "Tourism and heritage", 11),
    ("theme", "bezopasnost", "Безопасность", "Safety", 12),
    ("group", "vse-zhiteli", "Все жители", "All residents", 1),
    ("group", "pozhilye", "Пожилые люди", "Older people", 2),
    ("group", "semi-s-detmi", "Семьи с детьми", "Families with children", 3),
    ("group", "shkolniki", "Школьники", "Schoolchildren", 4),
    ("group", "molodezh", "Молодёжь", "Young people", 5),
    ("group", "lyudi-s-invalidnostyu", "Люди с инвалидностью", "People with disabilities", 6),
    ("group", "dobrovoltsy", "Добровольцы", "Volunteers", 7),
    ("group", "predprinimateli", "Предприниматели и фермеры", "Business owners and farmers", 8),
    ("group", "nko-i-fondy", "Некоммерческие организации и фонды", "Non-profits and foundations", 9),
    ("group", "administratsii", "Администрации и советы", "Local authorities and councils", 10),
    ("group", "zemlyaki-i-dachniki", "Земляки и дачники", "Former residents and summer residents", 11),
]
LANGUAGES = ["ru", "en", "tt", "ba", "udm"]
TITLE = "Село держится на тех, кто берётся за дело вместе"


def add_terms(apps, schema_editor):
    Term = apps.get_model("core", "Term")
    for vocabulary, slug, name, name_en, position in TERMS:
        Term.objects.get_or_create(
            vocabulary=vocabulary, slug=slug, defaults={"name": name, "name_en": name_en, "position": position}
        )


def add_home(apps, schema_editor):
    """Our front page in place of the English welcome page."""
    ContentType = apps.get_model("contenttypes", "ContentType")
    Locale, Page, Site = (apps.get_model("wagtailcore", name) for name in ("Locale", "Page", "Site"))
    HomePage = apps.get_model("home", "HomePage")
    for code in LANGUAGES:
        Locale.objects.get_or_create(language_code=code)
    russian = Locale.objects.get(language_code="ru")
    Page.objects.filter(depth=1).update(locale=russian)
    if HomePage.objects.exists():
        return
    Site.objects.all().delete()
    Page.objects.filter(depth=2).delete()
    content_type, _ = ContentType.objects.get_or_create(app_label="home", model="homepage")
    now = timezone.now()
    page = HomePage.objects.create(
        title=TITLE, draft_title=TITLE, slug="glavnaya", content_type=content_type, path="00010001", depth=2, numchild=0,
        url_path="/glavnaya/", locale=russian, live=True, first_published_at=now, last_published_at=now,
    )
    Page.objects.filter(depth=1).update(numchild=1)
    Site.objects.create(hostname="localhost", port=80, root_page_id=page.pk, is_default_site=True, site_name="Форма местного созидания")


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0001_initial"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("wagtailcore", "0054_initial_locale"),
    ]
    operations = [
        migrations.RunPython(add_terms, migrations.RunPython.noop),
        migrations.RunPython(add_home, migrations.RunPython.noop),
    ]
