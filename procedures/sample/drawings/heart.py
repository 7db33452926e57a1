"""The heart, its valves, rhythm and arteries."""

from itertools import pairwise

from procedures.sample.drawings import palette as color
from procedures.sample.drawings.canvas import Canvas
from procedures.sample.drawings.curves import (
    Point,
    Points,
    arc,
    closed_curve,
    mirrored,
    moved,
    open_curve,
    oval,
    path,
)

MUSCLE: Points = path("112,158 80,212 82,292 128,362 205,418 288,458 344,420 378,336 370,250 330,190 262,164 184,148")
SHADE: Points = path("60,330 150,352 230,396 292,424 360,380 420,470 250,520 80,450")


def draw_heart(canvas: Canvas) -> None:
    """The whole heart from the front, 400 wide and 480 high."""
    canvas.curve([(136, 20), (130, 100), (134, 190)], width=54, color=color.BLUE_VESSEL)
    canvas.curve([(140, 470), (142, 400), (150, 330)], width=46, color=color.BLUE_VESSEL)
    for top, foot in (((214, -6), (222, 60)), ((256, -16), (256, 50)), ((298, -2), (290, 60))):
        canvas.line([top, foot], width=22, color=color.BRICK)
    arch: Points = path("216,210 198,130 216,66 268,44 316,76 330,140 332,200")
    canvas.tube(arch, widths=(74, 72, 66, 58), color=color.BRICK)
    trunk: Points = path("286,230 276,170 296,130 350,112 392,116")
    canvas.tube(trunk, widths=(72, 66, 50), color=color.BLUE_VESSEL)
    muscle = closed_curve(MUSCLE)
    canvas.polygon(muscle, fill=color.CORAL)
    with canvas.inside(muscle):
        canvas.blob(SHADE, fill=color.BRICK + "66")
        canvas.oval((318, 262), rx=30, ry=70, fill=color.ROSE + "88", degrees=-12)
    canvas.blob(path("104,150 74,196 78,262 116,300 158,264 166,200 146,156"), fill=color.ROSE)
    canvas.blob(path("322,176 356,170 384,204 376,252 348,236"), fill=color.ROSE)


def heart_rhythm() -> bytes:
    """An uneven line goes into the heart, an even one comes out."""
    canvas = Canvas(color.MIST)
    canvas.circle((600, 338), radius=290, fill=color.FOAM)
    canvas.line(beats([0, 74, 196, 258], start=34), width=8, color=color.CORAL)
    canvas.line(beats([0, 106, 212], start=858), width=8, color=color.TEAL)
    with canvas.moved_to((372, 70), scale=1.12):
        draw_heart(canvas)
    canvas.curve(path("530,600 532,520 545,420 600,330 690,318"), width=9, color=color.NAVY)
    for radius, shade in ((46, "40"), (32, "70")):
        canvas.circle((694, 318), radius=radius, fill=color.LEMON + shade)
    for x in (658, 676, 694):
        canvas.circle((x, 319), radius=8, fill=color.GOLD)
    return canvas.png()


def beats(places: list[float], *, start: float) -> list[Point]:
    """A line at mid-height with one heartbeat at each place."""
    beat: Points = path("0,0 10,-18 20,0 27,18 38,-112 50,62 60,0")
    line = [(start - 24, 345.0)]
    for place in places:
        line += moved(beat, by=(start + place, 345))
    return [*line, (line[-1][0] + 24, 345)]


def coronary_bypass() -> bytes:
    canvas = Canvas(color.SAND)
    canvas.circle((430, 338), radius=300, fill=color.BODY)
    with canvas.moved_to((200, 66), scale=1.16):
        draw_heart(canvas)
    canvas.tube(path("470,268 520,330 548,420 545,540"), widths=(20, 17, 14, 7), color=color.WINE)
    canvas.tube([(534, 366), (580, 420), (606, 470)], widths=(13, 6), color=color.WINE)
    canvas.tube(path("440,262 360,300 330,390 400,490"), widths=(18, 14, 7), color=color.WINE)
    canvas.tube([(550, 440), (510, 490), (500, 524)], widths=(11, 5), color=color.WINE)
    for x, y in ((498, 308), (511, 318), (520, 334)):
        canvas.circle((x, y), radius=12, fill=color.LEMON)
    canvas.line([(524, 320), (800, 320)], width=4, color=color.NAVY)
    graft: Points = path("452,172 520,196 604,262 612,372 552,432")
    canvas.curve(graft, width=25, color=color.WHITE)
    canvas.curve(graft, width=17, color=color.TEAL)
    draw_narrow_artery(canvas, (930, 338))
    return canvas.png()


def draw_narrow_artery(canvas: Canvas, center: Point) -> None:
    """The narrow spot under a magnifying glass."""
    x, y = center
    canvas.circle(center, radius=186, fill=color.NAVY)
    canvas.circle(center, radius=176, fill=color.WHITE)
    with canvas.inside(oval(center, rx=176, ry=176)):
        canvas.panel((x - 200, y - 92), width=400, height=184, fill=color.BRICK)
        canvas.panel((x - 200, y - 66), width=400, height=132, fill=color.WINE)
        for edge, ridge in ((y - 66, y - 12), (y + 66, y + 12)):
            bulge: Points = [
                (x - 140, edge),
                (x - 90, edge),
                (x - 36, ridge),
                (x + 30, ridge),
                (x + 84, edge),
                (x + 134, edge),
            ]
            canvas.polygon(open_curve(bulge), fill=color.LEMON)
        canvas.panel((x - 200, y - 92), width=400, height=26, fill=color.CORAL)
        canvas.panel((x - 200, y + 66), width=400, height=26, fill=color.CORAL)
        for dx, dy in ((-150, -22), (-128, 24), (-104, -4), (-60, 2), (0, -3), (66, 4), (128, -12), (150, 22)):
            canvas.oval((x + dx, y + dy), rx=13, ry=9, fill=color.ROSE, degrees=dx)


def heart_valve() -> bytes:
    canvas = Canvas(color.MIST)
    canvas.circle((400, 338), radius=290, fill=color.FOAM)
    draw_valve_from_side(canvas, 400)
    draw_valve_from_above(canvas, (880, 338))
    return canvas.png()


def draw_valve_from_side(canvas: Canvas, middle: float) -> None:
    """The wire frame opens where the old valve was; the tube that brought it comes from above."""
    left: Points = path("280,-20 284,130 240,216 292,330 276,470 230,700")
    right = mirrored(left, at=middle)
    canvas.polygon([*open_curve(left), *reversed(open_curve(right))], fill=color.ROSE)
    for side in (left, right):
        canvas.curve(side, width=38, color=color.CORAL)
    for x, turn in ((middle - 98, 24), (middle + 98, -24)):
        canvas.oval((x, 346), rx=24, ry=52, fill=color.LEMON, degrees=turn)
    for sign in (-1, 1):
        canvas.blob(
            [(middle + sign * 84, 250), (middle + sign * 20, 300), (middle + sign * 8, 400), (middle + sign * 80, 420)],
            fill=color.BONE,
        )
    draw_frame(canvas, middle)
    for reach in (-94, 0, 94):
        canvas.line([(middle, 120), (middle + reach, 216)], width=6, color=color.SLATE)
    canvas.line([(middle, -20), (middle, 120)], width=30, color=color.SLATE)


def draw_frame(canvas: Canvas, middle: float) -> None:
    rows = path("216,96 272,90 328,84 384,84 440,90")
    for (top, top_reach), (foot, foot_reach) in pairwise(rows):
        for i in range(4):
            for start, end in ((i, i + 1), (i + 1, i)):
                ends = [(middle + (start / 2 - 1) * top_reach, top), (middle + (end / 2 - 1) * foot_reach, foot)]
                canvas.line(ends, width=7, color=color.NAVY)


def draw_valve_from_above(canvas: Canvas, center: Point) -> None:
    canvas.circle(center, radius=214, fill=color.CORAL)
    canvas.circle(center, radius=178, fill=color.ROSE)
    canvas.circle(center, radius=166, fill=color.BONE)
    corners = [arc(center, radius=158, start=angle, end=angle + 1)[0] for angle in (-90, 30, 150)]
    for corner, after in zip(corners, [*corners[1:], corners[0]], strict=True):
        fold = closed_curve([corner, corner, center, center, after, after, between_points(corner, after, center)])
        canvas.polygon(fold, fill=color.BONE_SHADE)
    for corner in corners:
        canvas.line([corner, center], width=9, color=color.BONE_LINE)
    crown = [arc(center, radius=160 + 16 * (i % 2), start=i * 10, end=i * 10 + 1)[0] for i in range(37)]
    canvas.line(crown, width=7, color=color.NAVY)


def between_points(start: Point, end: Point, center: Point) -> Point:
    """The middle of both, halfway to the center."""
    x, y = (start[0] + end[0]) / 2, (start[1] + end[1]) / 2
    return (x * 2 + center[0]) / 3, (y * 2 + center[1]) / 3
