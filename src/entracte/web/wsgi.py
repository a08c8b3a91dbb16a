"""The application that a server loads, ready before it is first asked."""

from __future__ import annotations

import gc
import os
from importlib import import_module

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from entracte.articles.render import environment

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "entracte.web.settings.local")
application = get_wsgi_application()

# What would fail or be slow at the first question fails or is done here.
import_module(settings.ROOT_URLCONF)
import_module("entracte.web.library").rulebook()
for _name in environment().list_templates():
    environment().get_template(_name)

# A rulebook is half a million objects that never die: the collector need not walk them again and again.
gc.collect()
gc.freeze()
