"""What every setting shares. No database, no sessions, no cookies: the public site keeps nothing."""

from __future__ import annotations

import os
import secrets

# Nothing that is signed outlives a request, so a key made at each start serves; a shared one may be given.
SECRET_KEY = os.environ.get("ENTRACTE_SECRET_KEY") or secrets.token_urlsafe(64)
DEBUG = False
ALLOWED_HOSTS = os.environ.get("ENTRACTE_HOSTS", "localhost,127.0.0.1,[::1]").split(",")

ROOT_URLCONF = "entracte.web.urls"
WSGI_APPLICATION = "entracte.web.wsgi.application"
INSTALLED_APPS = ["django_htmx"]
MIDDLEWARE = [
    "entracte.web.headers.Headers",
    "django.middleware.security.SecurityMiddleware",
    "entracte.web.limits.Limits",
    "entracte.web.deadline.Deadline",
    "entracte.web.errors.Refusals",
    "django.middleware.http.ConditionalGetMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]
DATABASES: dict[str, object] = {}
TEMPLATES: list[object] = []
APPEND_SLASH = False
USE_TZ = True
USE_I18N = False
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "no-referrer"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
CSRF_COOKIE_SECURE = True
CSRF_COOKIE_HTTPONLY = True
DEFAULT_CHARSET = "utf-8"

# A question is short; a batch of ten thousand proposals is a few megabytes.
DATA_UPLOAD_MAX_MEMORY_SIZE = 8_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 400

# The room's own. Requests a minute from one address (0: no limit), and seconds for one request.
ENTRACTE_RATE = int(os.environ.get("ENTRACTE_RATE", "240"))
ENTRACTE_SECONDS = float(os.environ.get("ENTRACTE_SECONDS", "10"))
ENTRACTE_PLAN_SECONDS = 3.0
# How many proxies stand in front and add to X-Forwarded-For; 0 trusts no such header.
ENTRACTE_PROXIES = int(os.environ.get("ENTRACTE_PROXIES", "0"))
ENTRACTE_ORIGIN = os.environ.get("ENTRACTE_ORIGIN", "")
ENTRACTE_BASE = os.environ.get("ENTRACTE_BASE") or None
ENTRACTE_OVERLAY = os.environ.get("ENTRACTE_OVERLAY") or None

# Requests are never logged: an address line holds the question. Only what breaks is told.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"stderr": {"class": "logging.StreamHandler"}, "nowhere": {"class": "logging.NullHandler"}},
    "loggers": {
        "django": {"handlers": ["stderr"], "level": "ERROR", "propagate": False},
        "django.request": {"handlers": ["nowhere"], "level": "CRITICAL", "propagate": False},
        "django.security": {"handlers": ["nowhere"], "level": "CRITICAL", "propagate": False},
        "entracte": {"handlers": ["stderr"], "level": "INFO", "propagate": False},
    },
}
