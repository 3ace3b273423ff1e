"""Public screens of the site that are no pages of Wagtail."""
