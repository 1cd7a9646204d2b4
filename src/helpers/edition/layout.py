"""What lies where in the folder of an edition."""

INDEX = "index.html"
SEARCH = "search.html"
# Beside the index: what belongs to no single question.
DOWNLOADS, SOURCES, METHODS = "downloads.html", "sources.html", "methods.html"
GLOSSARY, CHANGES = "glossary.html", "changes.html"
# The pages that are no notebook's, by group in the order of the groups.
OF_AREAS, OVERVIEW, REFERENCE = BESIDE = ("areas", "index", "reference")
# All pages in one file.
COMPENDIUM = "compendium.html"
RECORD = "run.json"
# In the folder of a batch, beside the folders of its runs.
BATCH_RECORD, SUMMARY_TABLE = "batch.json", "summary.csv"
# Folders: tables, executed notebooks, figures to download, added files.
TABLES = "tables"
EXECUTED = "notebooks"
FIGURES = "figures"
INPUTS = "inputs"
# The picture that networks and messengers show beside a link.
SHARE = f"{FIGURES}/share.png"
# Beside the editions, in the folder of all of them.
EDITIONS = "editions.html"
# No edition, batch or run is called like a file that lies beside it or in it.
FILE_ENDINGS = (".html", ".json", ".md", ".svg", ".png", ".csv", ".xlsx", ".yml", ".yaml",
                ".ipynb", ".part", ".replaced", ".staging")  # fmt: skip
# The picture of the README.
PICTURE = "picture.svg"
# What else lies beside the published version and belongs to no version, by pattern.
BESIDE_VERSIONS = ("README.md", PICTURE, EDITIONS, "diff-*-*.html")
