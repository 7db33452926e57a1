"""The spine, from above, from behind and from the side, and what treats it."""

from math import sin

from procedures.sample.drawings import palette as color
from procedures.sample.drawings.canvas import Canvas
from procedures.sample.drawings.curves import (
    Point,
    Points,
    arc,
    mirrored,
    moved,
    open_curve,
    oval,
    path,
    turned,
)

BODY_OF_BONE: Points = path("0,-290 120,-262 170,-190 140,-122 0,-112 -140,-122 -170,-190 -120,-262")
WING: Points = path("100,-130 190,-80 290,-70 330,-20 290,30 200,40 150,90 60,176 20,130 96,0")
SPIKE: Points = path("-52,110 0,96 52,110 40,200 24,262 0,276 -24,262 -40,200")
BUTTERFLY: Points = path("0,-14 16,-14 30,-40 50,-38 46,-10 28,10 46,52 34,58 14,18 0,14")
ROOTS: tuple[Points, ...] = (path("58,-20 130,10 214,74 270,100"), [(58, 30), (130, 40), (200, 70)])


def draw_vertebra(canvas: Canvas) -> None:
    """One bone from above, front side up, with the cord in its canal; the middle of the cord is the zero point."""
    for part in (SPIKE, WING, mirrored(WING, at=0), BODY_OF_BONE):
        canvas.blob(part, fill=color.BONE)
    canvas.blob([(x * 0.82, -198 + (y + 198) * 0.78) for x, y in BODY_OF_BONE], fill=color.BONE_SHADE)
    for i in range(18):
        canvas.circle(
            ((i % 6 - 2.5) * 40 + 12 * sin(i * 2.1), -232 + (i // 6) * 36 + 8 * sin(i * 3.7)), radius=7, fill=color.BONE
        )
    canvas.oval((0, 0), rx=128, ry=106, fill=color.WHITE)
    for root in ROOTS:
        for side in (root, mirrored(root, at=0)):
            canvas.tube(side, widths=(12, 17, 20), color=color.GOLD)
    canvas.oval((0, 0), rx=102, ry=80, fill=color.ROSE)
    for side in (BUTTERFLY, mirrored(BUTTERFLY, at=0)):
        canvas.blob(side, fill=color.BRICK)


def spine_cross_section() -> bytes:
    canvas = Canvas(color.MIST)
    canvas.circle((600, 338), radius=312, fill=color.FOAM)
    with canvas.moved_to((600, 362), scale=1.06):
        draw_vertebra(canvas)
    for radius, shade in ((34, "59"), (24, "a0"), (15, "ff")):
        canvas.circle((676, 338), radius=radius, fill=color.TEAL + shade)
    return canvas.png()


def needle_guidance() -> bytes:
    """A slice of the neck in the ring of the scanner; the needle comes from the side."""
    canvas = Canvas(color.SAND)
    canvas.panel((250, 18), width=700, height=700, radius=120, fill=color.WHITE)
    canvas.panel((250, 560), width=700, height=200, fill=color.METAL)
    canvas.circle((600, 330), radius=268, fill=color.METAL)
    canvas.circle((600, 330), radius=246, fill=color.SLATE)
    canvas.circle((600, 330), radius=236, fill=color.NAVY)
    for i in range(5):
        canvas.circle((306 + i * 22, 76), radius=6, fill=color.SEA if i < 3 else color.GOLD)
    draw_slice(canvas)
    draw_needle(canvas, (606, 356), end=(806, 236))
    canvas.panel((330, 508), width=540, height=34, radius=17, fill=color.STEEL)
    canvas.panel((560, 540), width=80, height=160, fill=color.STEEL)
    return canvas.png()


def draw_slice(canvas: Canvas) -> None:
    skin = oval((600, 350), rx=186, ry=158)
    canvas.polygon(skin, fill=color.BODY)
    canvas.polygon(oval((600, 350), rx=170, ry=142), fill=color.ROSE)
    for x in (496, 704):
        canvas.oval((x, 372), rx=54, ry=86, fill=color.CORAL, degrees=(600 - x) * 0.14)
    canvas.oval((600, 244), rx=40, ry=26, fill=color.NAVY)
    with canvas.moved_to((600, 376), scale=0.42):
        draw_vertebra(canvas)


def draw_needle(canvas: Canvas, tip: Point, *, end: Point) -> None:
    for radius, width in ((44, 5), (28, 5)):
        canvas.ring(tip, radius=radius, width=width, color=color.GOLD)
    middle = ((tip[0] + end[0] * 3) / 4, (tip[1] + end[1] * 3) / 4)
    canvas.line([tip, middle], width=11, color=color.WHITE)
    canvas.line([tip, middle], width=5, color=color.NAVY)
    canvas.line([middle, end], width=20, color=color.SEA)
    canvas.circle(tip, radius=7, fill=color.GOLD)


def spine_stimulator() -> bytes:
    """A back, seen from behind."""
    canvas = Canvas(color.MIST)
    canvas.circle((600, 338), radius=312, fill=color.FOAM)
    draw_back(canvas)
    for i in range(11):
        draw_bone_from_behind(canvas, (600, 40 + i * 47), width=60 + i * 3)
    canvas.blob(path("548,556 600,546 652,556 632,640 600,676 568,640"), fill=color.BONE)
    for x, lower in ((588, 430), (612, 448)):
        canvas.curve([(x, 130), (x, 250), (x, lower), (660, lower + 40), (716, 510)], width=6, color=color.NAVY)
        for i in range(5):
            canvas.panel((x - 7, 126 + i * 25), width=14, height=15, radius=4, fill=color.GOLD)
    for sign in (-1, 1):
        for radius in (58, 84, 110):
            middle = 0 if sign > 0 else 180
            canvas.line(
                arc((600, 182), radius=radius, start=middle - 26, end=middle + 26), width=7, color=color.GOLD + "c0"
            )
    draw_generator(canvas, (742, 530))
    return canvas.png()


def draw_back(canvas: Canvas) -> None:
    half: Points = path(
        "600,-40 544,-30 538,34 500,74 404,96 344,138 342,190 384,280 428,400 434,480 398,600 396,720 600,720"
    )
    for x, sign in ((372, 1), (828, -1)):
        canvas.tube(
            [(x + sign * 14, 176), (x - sign * 26, 330), (x - sign * 46, 480), (x - sign * 44, 700)],
            widths=(104, 92, 78, 66),
            color=color.BODY_SHADE,
        )
    canvas.polygon([*open_curve(half), *reversed(mirrored(open_curve(half), at=600))], fill=color.BODY)
    for side in ([(470, 190), (500, 250), (560, 290)], [(730, 190), (700, 250), (640, 290)]):
        canvas.curve(side, width=6, color=color.BODY_SHADE)


def draw_bone_from_behind(canvas: Canvas, center: Point, *, width: float) -> None:
    x, y = center
    canvas.line([(x - width * 0.72, y - 6), (x + width * 0.72, y - 6)], width=13, color=color.BONE_SHADE)
    canvas.panel((x - width / 2, y - 18), width=width, height=36, radius=14, fill=color.BONE)
    canvas.panel((x - 7, y - 12), width=14, height=34, radius=7, fill=color.BONE_LINE)


def draw_generator(canvas: Canvas, center: Point) -> None:
    """The small device with a battery that stimulators have under the skin."""
    x, y = center
    canvas.panel((x - 54, y - 40), width=108, height=92, radius=34, fill=color.STEEL)
    canvas.panel((x - 54, y - 44), width=108, height=86, radius=34, fill=color.METAL)
    canvas.panel((x - 40, y - 34), width=80, height=24, radius=12, fill=color.NAVY)
    canvas.circle((x, y + 18), radius=9, fill=color.SEA)


def pain_pump() -> bytes:
    """A trunk from the side, its front to the left."""
    canvas = Canvas(color.SAND)
    canvas.circle((600, 338), radius=312, fill=color.LEMON + "90")
    trunk: Points = path(
        "520,-60 486,40 430,140 416,250 402,360 396,450 430,560 440,740 860,740 928,640 "
        "880,540 826,430 850,290 882,160 862,40 830,-60"
    )
    canvas.blob(trunk, fill=color.BODY)
    track = open_curve(path("694,-40 742,90 756,210 726,330 694,440 716,560 772,690"))
    canvas.line(moved(track[6:], by=(40, 0)), width=26, color=color.SKY)
    canvas.line(moved(track[6:58], by=(40, 0)), width=11, color=color.ROSE)
    for i in range(4, len(track) - 6, 7):
        draw_bone_from_side(canvas, track, index=i)
    catheter: Points = path("506,468 560,500 660,516 724,492 738,420 764,330 794,240 795,180")
    canvas.curve(catheter, width=8, color=color.TEAL)
    for i, (x, y) in enumerate(((794, 150), (800, 122), (790, 96))):
        canvas.circle((x, y), radius=9 - i * 2, fill=color.TEAL)
    draw_pump(canvas, (490, 430))
    return canvas.png()


def draw_bone_from_side(canvas: Canvas, track: Points, *, index: int) -> None:
    x, y = track[index]
    lean = (track[index + 3][0] - track[index - 3][0]) * -0.9
    block: Points = [(x - 40, y - 17), (x + 22, y - 17), (x + 22, y + 17), (x - 40, y + 17)]
    canvas.blob(turned(block, around=(x, y), degrees=lean), fill=color.BONE)
    spike: Points = [(x + 56, y - 6), (x + 96, y + 14)]
    canvas.line(turned(spike, around=(x, y), degrees=lean), width=15, color=color.BONE)


def draw_pump(canvas: Canvas, center: Point) -> None:
    canvas.circle((center[0] + 4, center[1] + 7), radius=76, fill=color.BODY_SHADE)
    canvas.circle(center, radius=72, fill=color.STEEL)
    canvas.circle(center, radius=64, fill=color.METAL)
    canvas.ring(center, radius=44, width=5, color=color.STEEL)
    canvas.circle(center, radius=17, fill=color.NAVY)
    canvas.circle(center, radius=8, fill=color.GOLD)
