"""`make check`: forgotten migrations, and the settings of a real server looked at as strictly as Django can."""

import os
import secrets
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# A server as docs/deploy.md describes it; keys are made for this look alone.
SERVER = {
    "SITE_URL": "https://example.org",
    "EMAIL_URL": "smtp+tls://site:secret@mail.example.org:587",
    "TRUSTED_PROXIES": "1",
    "DEBUG": "0",
    "DEMO": "0",
}
LOOKS = [
    ["makemigrations", "--check", "--dry-run"],
    ["check", "--deploy", "--fail-level", "WARNING"],
]


def main() -> int:
    """Both looks; with a SITE_URL in the environment or .env of a real server, its own settings are looked at."""
    keys = {"SECRET_KEY": secrets.token_urlsafe(48), "LINK_KEYS": secrets.token_urlsafe(48)}
    real = os.environ.get("SITE_URL", "").startswith("https://")
    env = os.environ | ({} if real else SERVER | keys)
    with tempfile.TemporaryDirectory() as folder:
        # An empty database: what a desk's own base has lived through is not the question here.
        env |= {} if real else {"DATABASE_URL": f"sqlite:///{folder}/empty.sqlite3"}
        codes = [
            subprocess.run([sys.executable, "manage.py", *look], cwd=ROOT, env=env, check=False).returncode for look in LOOKS
        ]
    return max(codes)


if __name__ == "__main__":
    sys.exit(main())
