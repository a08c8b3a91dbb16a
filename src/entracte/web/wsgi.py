"""The application that a server loads."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "entracte.web.settings.local")
application = get_wsgi_application()
