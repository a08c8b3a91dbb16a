"""The site's own settings with a bare handler beside it, and no limit on how often one client may ask."""

from entracte.web.settings.local import *  # noqa: F403

ENTRACTE_RATE = 0
ROOT_URLCONF = "bench.web_urls"
