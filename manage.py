#!/usr/bin/env python
"""Django's own commands, as in: python manage.py check --deploy."""

import os
import sys

from django.core.management import execute_from_command_line

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "entracte.web.settings.production")
execute_from_command_line(sys.argv)
