"""The one settings file. Everything an installation may change comes from the environment (see docs/contract.md)."""

import os
import sys
from pathlib import Path

from csp.constants import NONCE, NONE, SELF

from config import environment, logs

BASE_DIR = Path(__file__).resolve().parent.parent
TIFA_DATA = Path(os.environ.get("TIFA_DATA", BASE_DIR / "var")).resolve()
TIFA_DATA.mkdir(mode=0o700, parents=True, exist_ok=True)
TIFA_ORIGIN, _host = environment.origin(dict(os.environ))
_is_https = TIFA_ORIGIN.startswith("https:")
_is_test = "pytest" in sys.modules

TIFA_VERSION = environment.version(BASE_DIR / "pyproject.toml")
TIFA_DISK_FREE = environment.number("TIFA_DISK_FREE", 500) << 20  # bytes; with less, /readyz does not say ok

TIFA_BACKUP_EVERY = environment.number("TIFA_BACKUP_EVERY", 0)  # hours; 0: never by itself
TIFA_BACKUP_KEEP = environment.number("TIFA_BACKUP_KEEP", 7)
TIFA_BACKUPS = Path(os.environ.get("TIFA_BACKUPS", TIFA_DATA / "backups")).resolve()

SECRET_KEY = environment.secret_key(TIFA_DATA)
DEBUG = False
ALLOWED_HOSTS = [_host, *environment.LOOPBACK]
CSRF_TRUSTED_ORIGINS = [TIFA_ORIGIN]
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "ledger",
    "projects",
    "jobs",
    "corpus",
    "vocabulary",
    "annotations",
    "reports",
    "datasets",
    "config.apps.SiteConfig",
    "config.apps.SiteAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "taggit",
    "allauth",
    "allauth.account",
    "csp",
]

MIDDLEWARE = [
    "config.request_log.RequestLogMiddleware",
    "config.middleware.HeadMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "config.middleware.PrivateMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "projects.tokens.TokenMiddleware",
    "projects.access.RightsMiddleware",
    "config.middleware.ProblemMiddleware",
]

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
                "projects.access.rights",
            ],
            "builtins": ["config.templatetags.tifa", "config.templatetags.assets"],
        },
    }
]

DATABASES = {
    "default": (
        environment.postgresql(os.environ["DATABASE_URL"])
        if os.environ.get("DATABASE_URL")
        else environment.sqlite(TIFA_DATA / "tifa.sqlite3")
    )
}
ATOMIC_REQUESTS = False
# Counts sign-in failures for all server processes at once.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},  # failures from many networks push no counter out
    }
}

# Which objects the ledger can replay and put back, app by app.
LEDGER_KINDS = ["projects.kinds", "corpus.kinds", "vocabulary.kinds", "annotations.kinds", "reports.kinds"]

# What a new project has from the first day: called with the project and the work of the operation that founds it.
PROJECT_STARTS = ["annotations.actions.starting.start_main_round"]

# Who knows what was done with documents that are to be withdrawn: called with their ids, says why not, or "".
WITHDRAWAL_CHECKS = ["annotations.withdrawal.why_not"]

# Which kinds of long work there are, app by app.
JOB_KINDS = [
    "jobs.kinds.sealing",
    "jobs.kinds.clearing",
    "corpus.jobs",
    "annotations.jobs",
    "reports.jobs",
    "datasets.jobs",
    "config.backups.scheduled",
]

# How an address that names no project leads to one: from a membership to the thing of this name in the address, and
# from there to its project, where the way there does not go through it.
PROJECT_OF = {
    "document": ("project__documents__pk", ""),
    "job": ("project__jobs__pk", ""),
    "op": ("user__operations__op", "user__operations__project"),
    "paragraph": ("project__documents__revisions__paragraphs__pk", ""),
    "passage": ("project__documents__passages__pk", ""),
}

# What of these can be taken back: its history leads to the project then. Each is called as its kind in the ledger.
PROJECT_OF_GONE = {"passage"}

# Requests a minute to the API, 0 for any number: by one token, by one person who is signed in.
TIFA_API_TOKEN_LIMIT = int(os.environ.get("TIFA_API_TOKEN_LIMIT", "600"))
TIFA_API_USER_LIMIT = int(os.environ.get("TIFA_API_USER_LIMIT", "12000"))

AUTH_USER_MODEL = "projects.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("UserAttributeSimilarityValidator", "MinimumLengthValidator", "CommonPasswordValidator")
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "projects.accounts.TifaAccounts"
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "email", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_RATE_LIMITS = {"login": "120/m/ip", "login_failed": "5/5m/key,30/5m/ip", "reset_password": "5/h/key,20/h/ip"}
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "django.contrib.auth.tokens.PasswordResetTokenGenerator"  # noqa: S105
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if _is_https else 0  # https is spoken by a proxy in front, which names the client

EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
if not os.environ.get("EMAIL_HOST"):  # an installation without a mail server keeps its mails as files
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = TIFA_DATA / "mail"
EMAIL_HOST = os.environ.get("EMAIL_HOST", "")
EMAIL_PORT = int(os.environ.get("EMAIL_PORT", "587"))
EMAIL_HOST_USER = os.environ.get("EMAIL_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("EMAIL_PASSWORD", "")
EMAIL_USE_TLS = EMAIL_PORT == 587
DEFAULT_FROM_EMAIL = os.environ.get("EMAIL_FROM", f"tifa@{_host}")

CSRF_FAILURE_VIEW = "config.errors.token_missing"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = _is_https
SECURE_HSTS_SECONDS = 31536000 if _is_https else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = _is_https
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if _is_https else None
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "worker-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("zh-hans", "简体中文")]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "UTC"
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = TIFA_DATA / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": TIFA_DATA}},
    "staticfiles": {"BACKEND": "config.bundles.BundlingStorage"},
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 32 * 1024 * 1024

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {
        "once": {"()": "django.utils.log.CallbackFilter", "callback": logs.only_what_the_line_does_not_say},
        "discreet": {"()": "django.utils.log.CallbackFilter", "callback": logs.without_secrets},
    },
    "formatters": {"line": {"()": logs.formatter}},
    "handlers": {"console": {"class": "logging.StreamHandler", "filters": ["once", "discreet"], "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {logs.REQUESTS: {"level": "INFO"}},
}
