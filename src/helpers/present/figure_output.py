"""How a figure is told among the outputs of a notebook; pages read it and draw nothing."""

# Its drawings, words and data, as JSON.
MIME = "application/vnd.mic2025.figure+json"
# How the caption under a figure begins; a page draws caption and figure as one.
UNDER_FIGURE = '<p class="under-figure">'
