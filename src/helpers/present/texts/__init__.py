"""Every sentence of notebooks and pages, as templates; one folder a language."""
