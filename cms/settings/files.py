"""Where files lie: public pictures and private papers, never in one place; on disk or in S3 (spec: platform §3)."""

import importlib.util
from pathlib import Path
from urllib.parse import urlsplit

from cms import env

DISK = "django.core.files.storage.FileSystemStorage"
S3_NAMES = ("S3_ENDPOINT", "S3_ACCESS_KEY", "S3_SECRET_KEY", "S3_BUCKET", "S3_PRIVATE_BUCKET")


def file_roots() -> tuple[str, str]:
    """The folders of public and of private files; one inside the other stops the start."""
    public = Path(env.text("MEDIA_ROOT") or env.BASE_DIR / "media")
    private = Path(env.text("PRIVATE_ROOT") or env.BASE_DIR / "var" / "private")
    public, private = (path if path.is_absolute() else env.BASE_DIR / path for path in (public, private))
    if public == private or public in private.parents or private in public.parents:
        raise env.WrongSetting("PRIVATE_ROOT", "личные файлы не могут лежать внутри открытых (MEDIA_ROOT) или наоборот.")
    return str(public), str(private)


def storages(private_root: str, site_url: str) -> dict:
    """Django's STORAGES: on disk, or in two buckets of S3 when its variables are set."""
    static = {"staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}}
    given = {name: env.text(name) for name in S3_NAMES}
    if not any(given.values()):
        return static | {
            "default": {"BACKEND": DISK},
            "private": {"BACKEND": DISK, "OPTIONS": {"location": private_root, "base_url": None}},
        }
    return static | _buckets(given, site_url)


def _buckets(given: dict[str, str], site_url: str) -> dict:
    for name, value in given.items():
        if not value:
            raise env.WrongSetting(name, "хранилище S3 задано не полностью.")
    if given["S3_BUCKET"] == given["S3_PRIVATE_BUCKET"]:
        raise env.WrongSetting("S3_PRIVATE_BUCKET", "личные файлы не могут лежать в открытой корзине.")
    if importlib.util.find_spec("storages") is None:
        raise env.WrongSetting("S3_ENDPOINT", "для S3 нужно поставить библиотеки: pip install -r requirements-s3.txt.")
    common = {
        "endpoint_url": given["S3_ENDPOINT"],
        "access_key": given["S3_ACCESS_KEY"],
        "secret_key": given["S3_SECRET_KEY"],
        "region_name": env.text("S3_REGION") or None,
        "file_overwrite": False,
        "default_acl": None,
    }
    # Readers get pictures from our own address: no foreign host in a page, and the content policy stays «self».
    site = urlsplit(site_url)
    ours = {"custom_domain": f"{site.netloc}/media", "url_protocol": f"{site.scheme}:", "querystring_auth": False}
    s3 = "storages.backends.s3.S3Storage"
    return {
        "default": {"BACKEND": s3, "OPTIONS": common | ours | {"bucket_name": given["S3_BUCKET"]}},
        "private": {"BACKEND": s3, "OPTIONS": common | {"bucket_name": given["S3_PRIVATE_BUCKET"]}},
    }
