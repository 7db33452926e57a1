"""A sheet to draw on: flat colors, round ends, smooth edges."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from math import hypot

from PIL import Image, ImageDraw

from procedures.sample.drawings.curves import Point, Points, closed_curve, open_curve, oval

SCENE = (1200, 675)
PORTRAIT = (600, 600)
FINENESS = 3
"""Everything is drawn this many times larger, then shrunk: Pillow draws no smooth edges itself."""


class Canvas:
    """Coordinates are pixels of the finished picture. Colors are ``#rrggbb``, or ``#rrggbbaa`` to let through."""

    def __init__(self, background: str, *, size: tuple[int, int] = SCENE) -> None:
        self.corner: Point = (0, 0)
        self.scale: float = FINENESS
        self.work_on(Image.new("RGB", (size[0] * FINENESS, size[1] * FINENESS), background))

    def work_on(self, picture: Image.Image) -> None:
        self.picture = picture
        self.pen = ImageDraw.Draw(picture, "RGBA")

    def png(self) -> bytes:
        buffer = io.BytesIO()
        self.picture.reduce(FINENESS).save(buffer, "PNG", compress_level=6)
        return buffer.getvalue()

    @contextmanager
    def moved_to(self, corner: Point, *, scale: float = 1) -> Iterator[None]:
        """What is drawn meanwhile has its own zero point and size."""
        before = self.corner, self.scale
        (self.corner,) = self.enlarged([corner])
        self.scale *= scale
        yield
        self.corner, self.scale = before

    @contextmanager
    def inside(self, shape: Points) -> Iterator[None]:
        """What is drawn meanwhile shows only inside the polygon."""
        whole, polygon = self.picture, self.enlarged(shape)
        self.work_on(whole.copy())
        yield
        box = surrounding(polygon, whole.size)
        mask = Image.new("1", whole.size)
        ImageDraw.Draw(mask).polygon(polygon, fill=1)
        whole.paste(self.picture.crop(box), box, mask.crop(box))
        self.work_on(whole)

    def polygon(self, points: Points, *, fill: str) -> None:
        self.pen.polygon(self.enlarged(points), fill=fill)

    def blob(self, points: Points, *, fill: str) -> None:
        """A closed shape with a smooth outline through the points."""
        self.polygon(closed_curve(points), fill=fill)

    def circle(self, center: Point, *, radius: float, fill: str) -> None:
        self.pen.ellipse(self.box(center, radius=radius), fill=fill)

    def ring(self, center: Point, *, radius: float, width: float, color: str) -> None:
        """``radius`` reaches to the middle of the line."""
        self.pen.ellipse(self.box(center, radius=radius + width / 2), outline=color, width=round(width * self.scale))

    def oval(self, center: Point, *, rx: float, ry: float, fill: str, degrees: float = 0) -> None:
        self.polygon(oval(center, rx=rx, ry=ry, degrees=degrees), fill=fill)

    def panel(self, corner: Point, *, width: float, height: float, fill: str, radius: float = 0) -> None:
        """A rectangle by its upper left corner, with rounded corners."""
        (x0, y0), (x1, y1) = self.enlarged([corner, (corner[0] + width, corner[1] + height)])
        self.pen.rounded_rectangle([x0, y0, x1 - 1, y1 - 1], radius=radius * self.scale, fill=fill)

    def line(self, points: Points, *, width: float, color: str) -> None:
        """Straight pieces with round ends and corners."""
        for start, end in pairwise(points):
            self.ribbon([start, end], widths=[width, width], color=color)

    def curve(self, points: Points, *, width: float, color: str) -> None:
        """A smooth line through the points, with round ends."""
        self.tube(points, widths=(width, width), color=color)

    def tube(self, points: Points, *, widths: tuple[float, ...], color: str) -> None:
        """A smooth line whose width goes evenly through ``widths`` from its start to its end."""
        track = open_curve(points)
        self.ribbon(track, widths=[spread(widths, i / (len(track) - 1)) for i in range(len(track))], color=color)

    def ribbon(self, track: Points, *, widths: list[float], color: str) -> None:
        """A band along the points with round ends."""
        edges = [(shifted(track, i, by=width / 2), shifted(track, i, by=-width / 2)) for i, width in enumerate(widths)]
        for (left, right), (next_left, next_right) in pairwise(edges):
            self.polygon([left, next_left, next_right, right], fill=color)
        self.circle(track[0], radius=widths[0] / 2, fill=color)
        self.circle(track[-1], radius=widths[-1] / 2, fill=color)

    def enlarged(self, points: Points) -> list[Point]:
        (x0, y0), scale = self.corner, self.scale
        return [(x0 + x * scale, y0 + y * scale) for x, y in points]

    def box(self, center: Point, *, radius: float) -> list[Point]:
        (x, y) = center
        return self.enlarged([(x - radius, y - radius), (x + radius, y + radius)])


def surrounding(points: Points, size: tuple[int, int]) -> tuple[int, int, int, int]:
    """The smallest box around the points, inside a picture of the size."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return max(0, int(min(xs))), max(0, int(min(ys))), min(size[0], int(max(xs)) + 1), min(size[1], int(max(ys)) + 1)


def spread(values: tuple[float, ...], part: float) -> float:
    """The value at ``part`` (0 to 1) of evenly placed values, in between on a straight line."""
    place = part * (len(values) - 1)
    low = min(int(place), len(values) - 2)
    return values[low] + (values[low + 1] - values[low]) * (place - low)


def shifted(track: Points, index: int, *, by: float) -> Point:
    """The point moved sideways, at a right angle to the way the track goes there."""
    (x0, y0), (x1, y1) = track[max(0, index - 1)], track[min(len(track) - 1, index + 1)]
    length = hypot(x1 - x0, y1 - y0) or 1
    x, y = track[index]
    return x - (y1 - y0) / length * by, y + (x1 - x0) / length * by
