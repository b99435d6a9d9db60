"""Who says or thinks what in an article's own prose."""
