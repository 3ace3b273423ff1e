"""Wagtail: our models, no calls to the outside, its own password screens off (spec: platform §3)."""

WAGTAIL_SITE_NAME = "Форма местного созидания"
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAILADMIN_LOGIN_URL = "/accounts/login/"
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAILUSERS_PASSWORD_ENABLED = False
WAGTAILADMIN_PERMITTED_LANGUAGES = [("ru", "Русский"), ("en", "English")]
WAGTAIL_USER_TIME_ZONES = [
    "Europe/Moscow",
    "Europe/Kirov",
    "Europe/Ulyanovsk",
    "Europe/Samara",
    "Asia/Yekaterinburg",
    "Asia/Krasnoyarsk",
    "Asia/Irkutsk",
]
WAGTAILIMAGES_IMAGE_MODEL = "core.Picture"
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 24_000_000
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 15 * 1024 * 1024
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "heic", "jpeg", "jpg", "png", "webp"]
WAGTAILDOCS_DOCUMENT_MODEL = "core.SiteDocument"
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_MAX_UPLOAD_SIZE = 10 * 1024 * 1024
WAGTAILDOCS_EXTENSIONS = ["csv", "doc", "docx", "odp", "ods", "odt", "pdf", "pptx", "rtf", "txt", "xls", "xlsx"]
WAGTAILEMBEDS_FINDERS = [{"class": "core.video.VideoFinder"}]
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "core.search.admin"}}
# First words of addresses behind which the site's own screens stand (docs: architecture, «Addresses»); no page may take them.
_SCREENS = (
    "accounts admin api c dashboard dev documents drafts events favicon.ico feed health internships karta-sayta media org "
    "organizacii p poisk poster practices predlozhit-praktiku regions robots.txt s "
    "school search sitemap.xml soglasiya static sw.js territorii vision"
)
RESERVED_FIRST_WORDS = frozenset([*_SCREENS.split(), "en", "tt", "ba", "udm", "ru"])
