"""Points: smooth curves through them, copies that are moved, turned or mirrored."""

from collections.abc import Iterable, Sequence
from math import cos, radians, sin

Point = tuple[float, float]
Points = Sequence[Point]

STEPS = 14
"""Straight pieces between two given points; at the size of these pictures no corner is left to see."""


def path(text: str) -> list[Point]:
    """The points of ``"0,0 120,40 80,200"``."""
    return [(float(x), float(y)) for x, y in (pair.split(",") for pair in text.split())]


def closed_curve(points: Points) -> list[Point]:
    """A Catmull-Rom curve through all points and back to the first. A point given twice makes a corner."""
    count = len(points)
    return [
        between(points[i - 1], points[i], points[(i + 1) % count], points[(i + 2) % count], part=step / STEPS)
        for i in range(count)
        for step in range(STEPS)
    ]


def open_curve(points: Points) -> list[Point]:
    """The same from the first point to the last."""
    padded = [points[0], *points, points[-1]]
    curve = [
        between(before, start, end, after, part=step / STEPS)
        for before, start, end, after in zip(padded, padded[1:], padded[2:], padded[3:], strict=False)
        for step in range(STEPS)
    ]
    return [*curve, points[-1]]


def between(before: Point, start: Point, end: Point, after: Point, *, part: float) -> Point:
    return (
        blend(before[0], start[0], end[0], after[0], part=part),
        blend(before[1], start[1], end[1], after[1], part=part),
    )


def blend(before: float, start: float, end: float, after: float, *, part: float) -> float:
    """One coordinate of the curve between ``start`` (part 0) and ``end`` (part 1)."""
    slope = end - before
    bend = 2 * before - 5 * start + 4 * end - after
    twist = 3 * start - before - 3 * end + after
    return 0.5 * (2 * start + slope * part + bend * part**2 + twist * part**3)


def moved(points: Iterable[Point], *, by: Point) -> list[Point]:
    return [(x + by[0], y + by[1]) for x, y in points]


def mirrored(points: Iterable[Point], *, at: float) -> list[Point]:
    """Left and right changed at a vertical line."""
    return [(2 * at - x, y) for x, y in points]


def turned(points: Iterable[Point], *, around: Point, degrees: float) -> list[Point]:
    """Clockwise, since y grows downward."""
    (cx, cy), angle = around, radians(degrees)
    return [
        (cx + (x - cx) * cos(angle) - (y - cy) * sin(angle), cy + (x - cx) * sin(angle) + (y - cy) * cos(angle))
        for x, y in points
    ]


def oval(center: Point, *, rx: float, ry: float, degrees: float = 0) -> list[Point]:
    points = [(center[0] + rx * cos(radians(a)), center[1] + ry * sin(radians(a))) for a in range(0, 360, 4)]
    return turned(points, around=center, degrees=degrees) if degrees else points


def arc(center: Point, *, radius: float, start: float, end: float) -> list[Point]:
    """Points on a circle, degrees clockwise from three o'clock."""
    count = max(2, int(abs(end - start) / 4))
    angles = [radians(start + (end - start) * i / count) for i in range(count + 1)]
    return [(center[0] + radius * cos(a), center[1] + radius * sin(a)) for a in angles]
