"""The JSON API: the judge, the reader and the base, for other programs."""
