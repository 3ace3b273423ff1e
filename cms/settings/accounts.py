"""Signing in: one door by e-mail code, no stock sign-up (spec: platform §6). Limits are ours: `people/limits.py`."""

from cms import env

ACCOUNT_ADAPTER = "people.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_UNIQUE_EMAIL = True
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 900
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 5
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = 5
ACCOUNT_LOGIN_TIMEOUT = 900
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_NOTIFICATIONS = False
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
# The only stock limit left in force: guesses of the six digits of the second factor, by account.
ACCOUNT_RATE_LIMITS = {
    "change_password": None,
    "manage_email": None,
    "reset_password": None,
    "reauthenticate": None,
    "signup": None,
    "login": None,
    "request_login_code": None,
    "confirm_email": None,
    "login_failed": "5/300s/key",
}
ALLAUTH_USER_CODE_FORMAT = {"numeric": True, "length": 8}
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
MFA_ADAPTER = "people.adapter.MFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_REAUTHENTICATION_REQUIRED = False  # `people.decorators.fresh` asks for a new code instead
MFA_FORMS = {"authenticate": "people.factor_forms.AuthenticateForm", "activate_totp": "people.factor_forms.ActivateForm"}
MFA_TOTP_TOLERANCE = 1
MFA_TRUST_ENABLED = True
MFA_TRUST_COOKIE_AGE = 30 * 24 * 3600
USERSESSIONS_ADAPTER = "allauth.usersessions.adapter.DefaultUserSessionsAdapter"
USERSESSIONS_TRACK_ACTIVITY = False  # a row written with every page of every reader would be too dear on one writer
SESSION_COOKIE_AGE = 30 * 24 * 3600
STAFF_SESSION_SECONDS = 12 * 3600
FRESH_SIGN_IN_SECONDS = 30 * 60
# The journal of erasures lies outside the database, so that a restored copy is erased anew.
JOURNAL_ROOT = str(env.BASE_DIR / "var" / "journal")
