"""The web site and the API: Django around the articles and the judge; the only room that knows Django."""
