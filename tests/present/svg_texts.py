"""The texts of a drawing as its SVG places them, with the boxes they fill."""

import re
from dataclasses import dataclass
from itertools import combinations, product
from xml.etree import ElementTree

from matplotlib.font_manager import FontProperties
from matplotlib.textpath import text_to_path
from matplotlib.transforms import Affine2D, Bbox

SMALLEST = 8.5  # points
TOUCH = 0.6  # points by which boxes may reach into one another: side bearings, not ink
TEXT = "{http://www.w3.org/2000/svg}text"
ANCHORS = {"start": 0.0, "middle": 0.5, "end": 1.0}


@dataclass(frozen=True)
class Written:
    """A line of text with its size and its box, both in points."""

    text: str
    size: float
    box: Bbox


def texts_of(svg):
    """Return every line of text of an SVG of matplotlib's."""
    return [_written(element) for element in ElementTree.fromstring(svg).iter(TEXT)
            if "".join(element.itertext()).strip()]  # fmt: skip


def canvas_of(svg):
    """Return the picture's box in points."""
    _, _, width, height = map(float, ElementTree.fromstring(svg).attrib["viewBox"].split())
    return Bbox([[0, 0], [width, height]])


def _written(element):
    """Return what a text element writes."""
    style, text = element.attrib["style"], "".join(element.itertext())
    size = float(re.search(r"([\d.]+)px", style).group(1))
    weight = "bold" if re.search(r"\b(700|bold)\b", style) else "normal"
    font = FontProperties(family="DejaVu Sans", weight=weight, size=size)
    width, height, descent = text_to_path.get_text_width_height_descent(text, font, ismath=False)
    anchor = re.search(r"text-anchor: (\w+)", style)
    left = -width * ANCHORS[anchor.group(1) if anchor else "start"]
    edges = product((left, left + width), (descent - height, descent))
    corners = _placed(element.attrib).transform(list(edges))
    return Written(text, size, Bbox([corners.min(axis=0), corners.max(axis=0)]))


def _placed(attributes):
    """Return the transformation from a text's own coordinates to the picture's."""
    moves = attributes.get("transform", "")
    turned = re.search(r"rotate\((-?[\d.]+)", moves)
    moved = re.search(r"translate\((-?[\d.]+)[ ,]+(-?[\d.]+)\)", moves)
    x, y = moved.groups() if moved else (attributes.get("x", 0), attributes.get("y", 0))
    angle = float(turned.group(1)) if turned else 0.0
    return Affine2D().rotate_deg(angle).translate(float(x), float(y))


def small(svg):
    """Return the texts set in less than 8.5 points."""
    return [one.text for one in texts_of(svg) if one.size < SMALLEST]


def cut_off(svg):
    """Return the texts that leave the picture."""
    edge = canvas_of(svg)
    return [
        one.text
        for one in texts_of(svg)
        if one.box.x0 < edge.x0 or one.box.y0 < edge.y0
        or one.box.x1 > edge.x1 or one.box.y1 > edge.y1
    ]  # fmt: skip


def written_over(svg):
    """Return the pairs of texts that lie on one another."""
    boxes = [(one.text, one.box.padded(-TOUCH)) for one in texts_of(svg)]
    return [
        (first, second)
        for (first, one), (second, other) in combinations(boxes, 2)
        if one.overlaps(other)
    ]


def faults(svg):
    """Return what is wrong with the texts of a drawing, "" for nothing."""
    told = {"small": small(svg), "cut off": cut_off(svg), "over": written_over(svg)}
    return {fault: found for fault, found in told.items() if found}
