"""The brain and its electrode, and the spiral that shows a tremor."""

from math import cos, radians, sin

from procedures.sample.drawings import palette as color
from procedures.sample.drawings.canvas import Canvas
from procedures.sample.drawings.curves import Point, Points, path, turned
from procedures.sample.drawings.spine import draw_generator

HEAD: Points = path(
    "620,590 556,540 486,531 446,516 440,490 448,472 438,460 444,450 436,438 446,414 "
    "436,402 404,390 404,390 420,356 440,318 440,296 432,250 446,172 500,98 590,56 690,60 "
    "770,110 806,190 802,280 768,360 738,440 722,560"
)
CHEST: Points = path(
    "600,420 574,462 566,512 530,552 440,584 376,650 364,780 916,780 906,660 860,588 786,546 744,480 728,400"
)
BRAIN: Points = path("474,262 472,190 520,128 600,96 680,102 744,148 770,220 752,290 700,318 640,300 590,326 520,322")
FOLDS: tuple[Points, ...] = (
    path("500,240 520,206 556,214 566,250"),
    path("516,168 556,160 580,186 620,178"),
    [(590, 128), (624, 140), (660, 126)],
    [(690, 140), (694, 178), (730, 190)],
    [(742, 232), (706, 236), (692, 272)],
    [(530, 294), (572, 284), (590, 292)],
    [(650, 206), (672, 226), (662, 262)],
)
CONTACTS: Points = path("624,232 623,247 621,262 620,277")
LEAD: Points = path("640,58 722,68 790,150 800,260 766,370 736,450 700,560 640,660 560,690")


def brain_electrode() -> bytes:
    """A head from the side; the wire runs under the skin to the device in the chest."""
    canvas = Canvas(color.MIST)
    canvas.circle((630, 330), radius=306, fill=color.FOAM)
    canvas.blob(CHEST, fill=color.BODY)
    with canvas.moved_to((112, -10), scale=0.84):
        canvas.blob(HEAD, fill=color.BODY)
        draw_brain(canvas)
        draw_electrode(canvas)
    draw_generator(canvas, (544, 598))
    return canvas.png()


def draw_brain(canvas: Canvas) -> None:
    canvas.tube(path("640,280 654,340 672,420 680,510"), widths=(56, 44, 32, 28), color=color.ROSE)
    canvas.oval((706, 320), rx=58, ry=38, fill=color.CORAL, degrees=-14)
    for shift in (-14, 2, 18):
        canvas.curve([(668, 322 + shift), (710, 316 + shift), (744, 302 + shift)], width=5, color=color.BRICK)
    canvas.blob(BRAIN, fill=color.ROSE)
    for fold in FOLDS:
        canvas.curve(fold, width=8, color=color.CORAL)


def draw_electrode(canvas: Canvas) -> None:
    for radius, shade in ((56, "40"), (38, "70")):
        canvas.circle((622, 256), radius=radius, fill=color.LEMON + shade)
    canvas.line([(640, 64), (621, 268)], width=8, color=color.NAVY)
    for x, y in CONTACTS:
        canvas.panel((x - 7, y - 6), width=14, height=11, radius=3, fill=color.GOLD)
    canvas.curve(LEAD, width=9, color=color.NAVY)
    canvas.circle((640, 60), radius=16, fill=color.NAVY)
    canvas.circle((640, 60), radius=7, fill=color.SEA)


def tremor_spiral() -> bytes:
    """Two sheets: drawn with a shaking hand, drawn with a calm one."""
    canvas = Canvas(color.SAND)
    canvas.panel((0, 560), width=1200, height=200, fill=color.LEMON + "70")
    for center, lean, tint, shake in (((372, 336), -5, color.CORAL, 9), ((800, 340), 4, color.TEAL, 0)):
        draw_sheet(canvas, center, lean=lean)
        canvas.line(spiral(center, shake=shake), width=8, color=tint)
    draw_pen(canvas)
    return canvas.png()


def draw_sheet(canvas: Canvas, center: Point, *, lean: float) -> None:
    x, y = center
    sheet: Points = [(x - 185, y - 238), (x + 185, y - 238), (x + 185, y + 238), (x - 185, y + 238)]
    shadow = [(px + 10, py + 14) for px, py in sheet]
    canvas.polygon(turned(shadow, around=center, degrees=lean), fill=color.BONE_SHADE)
    canvas.polygon(turned(sheet, around=center, degrees=lean), fill=color.WHITE)


def spiral(center: Point, *, shake: float) -> list[Point]:
    """Three and a half turns outward; ``shake`` is how many pixels the hand goes astray."""
    points = []
    for degrees in range(0, 1260, 4):
        wobble = shake * (sin(degrees * 0.21) + 0.6 * sin(degrees * 0.34 + 1)) * min(1, degrees / 200)
        radius, angle = 6 + degrees * 0.118 + wobble, radians(degrees)
        points.append((center[0] + radius * cos(angle), center[1] + radius * sin(angle)))
    return points


def draw_pen(canvas: Canvas) -> None:
    end = spiral((800, 340), shake=0)[-1]
    along = [(end[0] + dx, end[1] + dy) for dx, dy in ((0, 0), (22, 34), (182, 262))]
    canvas.tube([along[0], along[1]], widths=(4, 26), color=color.BONE_SHADE)
    canvas.line([along[1], along[2]], width=28, color=color.NAVY)
    canvas.line([(along[2][0] - 30, along[2][1] - 43), along[2]], width=28, color=color.GOLD)
