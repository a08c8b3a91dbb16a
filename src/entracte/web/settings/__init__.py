"""Settings: `production` is what is shipped; `development` and `testing` relax it where they say."""
