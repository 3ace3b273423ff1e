"""Settings of the site; the environment is read by `cms.env` alone. What each variable means: .env.example."""

from urllib.parse import urlsplit

from django.conf.locale import LANG_INFO

from cms import env
from cms.settings.accounts import *  # noqa: F403  (signing in)
from cms.settings.files import file_roots, storages
from cms.settings.headers import *  # noqa: F403  (policies of content and of headers)
from cms.settings.logs import logging_config
from cms.settings.wagtail import *  # noqa: F403  (the admin, pictures, documents)

env.load_dotenv()
BASE_DIR = env.BASE_DIR
VAR_DIR = BASE_DIR / "var"

# Where we are
SITE_URL = env.site_url()
SITE_IS_LOCAL = env.is_local(SITE_URL)
WAGTAILADMIN_BASE_URL = SITE_URL
ALLOWED_HOSTS = [urlsplit(SITE_URL).hostname, *(["127.0.0.1", "localhost"] if SITE_IS_LOCAL else [])]
CSRF_TRUSTED_ORIGINS = [SITE_URL]
DEBUG = env.flag("DEBUG")
DEMO = env.flag("DEMO")
if DEMO and not SITE_IS_LOCAL:
    raise env.WrongSetting("DEMO", "демонстрационные данные нельзя заводить на открытом адресе (SITE_URL).")
SECRET_KEY = env.secrets("SECRET_KEY", local=SITE_IS_LOCAL)[0]
SECRET_KEY_FALLBACKS = env.words("SECRET_KEY_FALLBACKS")
LINK_KEYS = env.secrets("LINK_KEYS", local=SITE_IS_LOCAL)
HEALTH_TOKEN = env.text("HEALTH_TOKEN")
TRUSTED_PROXIES = env.number("TRUSTED_PROXIES", 0, most=5)
ALLAUTH_TRUSTED_PROXY_COUNT = TRUSTED_PROXIES
USE_X_FORWARDED_PORT = USE_X_FORWARDED_HOST = False
if TRUSTED_PROXIES:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# The processes of `serve`
HOST = env.text("HOST", "127.0.0.1")
PORT = env.number("PORT", 8000, least=1, most=65535)
WEB_WORKERS = env.number("WEB_WORKERS", 2, least=1, most=64)
WEB_THREADS = env.number("WEB_THREADS", 8, least=1, most=64)
SERVE_GREETING = "home.greeting.greeting" if DEMO else ""

INSTALLED_APPS = [
    "home",
    "dashboard",
    "school",
    "practices",
    "events",
    "applications",
    "people",
    "regions",
    "core",
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.usersessions",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.sitemaps",
    "django.contrib.humanize",
]
MIDDLEWARE = [
    "core.middleware.faults.FaultsMiddleware",
    "core.middleware.pages.PageCacheMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "core.middleware.headers.HeadersMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "core.middleware.languages.LocalLinksMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "people.middleware.AdminDoorMiddleware",
    "home.middleware.AdminDoorsMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "core.middleware.kept.KeptTextMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]
ROOT_URLCONF = "cms.urls"
WSGI_APPLICATION = "cms.wsgi.application"
X_FRAME_OPTIONS = "SAMEORIGIN"
CSRF_FAILURE_VIEW = "core.views.kept.forged"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "wagtail.contrib.settings.context_processors.settings",
                "home.context.site",
            ],
            "builtins": ["core.templatetags.look", "core.templatetags.words", "core.templatetags.moments"],
        },
    }
]

# Data
DATABASES = {"default": env.database("sqlite:///var/db.sqlite3")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHE_URL = env.text("CACHE_URL")
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": CACHE_URL}
    if CACHE_URL
    # A cache per process would double every limit with two workers, so the shared default lies in files.
    else {"BACKEND": "core.cachefiles.FileCache", "LOCATION": VAR_DIR / "cache", "OPTIONS": {"MAX_ENTRIES": 20_000}},
}
# Ready pages for anonymous readers: core.cache. The working screens never get there.
PAGE_CACHE = KEEP_PARTS = not DEBUG  # parts of pages, the same for everybody: core.parts
VISION_COOKIE = "vision"
NEVER_CACHED = ("/admin/", "/accounts/", "/dashboard/", "/documents/", "/media/", "/static/", "/health/", "/dev/", "/search/")
SESSION_ENGINE = "django.contrib.sessions.backends.db"
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default", "mail", "slow"]}}

# Files
MEDIA_URL = "/media/"
MEDIA_ROOT, PRIVATE_ROOT = file_roots()
ACCEL = env.flag("ACCEL")
STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [VAR_DIR / "assets"]
STATICFILES_DIRS[0].mkdir(parents=True, exist_ok=True)  # filled by build_assets; Django warns while it is not there
STORAGES = storages(PRIVATE_ROOT, SITE_URL)
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
FILE_UPLOAD_PERMISSIONS = 0o644

# Letters
EMAIL_BACKEND = "core.mail.backend.OutboxBackend"
EMAIL_URL = env.mail_server(local=SITE_IS_LOCAL)
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.text("EMAIL_FROM", "Форма местного созидания <pochta@example.org>")
EMAIL_REPLY_TO = env.text("EMAIL_REPLY_TO")
MAIL_PER_MINUTE = env.number("MAIL_PER_MINUTE", 60, least=1)
MAIL_PER_HOUR = env.number("MAIL_PER_HOUR", 400, least=1)
MAIL_PER_DAY = env.number("MAIL_PER_DAY", 4000, least=1)
DEV_PAGES = SITE_IS_LOCAL and not EMAIL_URL

# People
AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
LOGIN_URL = "/accounts/login/"
LOGIN_REDIRECT_URL = "/dashboard/"
STAFF_MFA = env.flag("STAFF_MFA", default=True)

# Languages: Russian at /, others under their prefixes
LANG_INFO.setdefault("ba", {"bidi": False, "code": "ba", "name": "Bashkir", "name_local": "Башҡортса"})
LANGUAGE_CODE = "ru"
USE_I18N = WAGTAIL_I18N_ENABLED = USE_TZ = True
TIME_ZONE = "Europe/Moscow"
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [
    ("ru", "Русский"),
    ("en", "English"),
    ("tt", "Татарча"),
    ("ba", "Башҡортса"),
    ("udm", "Удмурт кыл"),
]
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = ["core.formats"]

# Safety
SECURE = SITE_URL.startswith("https://")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = SECURE
if SECURE:  # bound to this very host: no neighbour under the same domain can plant one
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-session", "__Host-csrf"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SECURE_HSTS_SECONDS = 31_536_000 if SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = SECURE
SECURE_REDIRECT_EXEMPT = [r"^health/"]  # watchmen of this very machine ask by plain http
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
# W019 asks for X-Frame-Options DENY: Wagtail's preview shows our own pages in a frame.
SILENCED_SYSTEM_CHECKS = ["security.W019"]

# Watching
LOG_FORMAT = env.choice("LOG_FORMAT", "text" if SITE_IS_LOCAL else "json", ("text", "json"))
LOG_LEVEL = env.choice("LOG_LEVEL", "INFO", ("DEBUG", "INFO", "WARNING", "ERROR"))
LOGGING = logging_config(LOG_FORMAT, LOG_LEVEL)
BACKUP_DIR = env.text("BACKUP_DIR") or str(VAR_DIR / "backups")
BACKUP_PIPE = env.text("BACKUP_PIPE")
METRIKA_ID = env.text("METRIKA_ID")

# Who answers where a region has no coordinator: name, phone, mail, hours
NETWORK_PHONE = (
    env.text("NETWORK_NAME", "Приёмная альянса"),
    env.text("NETWORK_PHONE", "+73420001100"),
    env.text("NETWORK_EMAIL", "pochta@example.org"),
    env.text("NETWORK_HOURS", "в будни с 9:00 до 18:00"),
)
