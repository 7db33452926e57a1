"""Gallbladder, stomach and bowel."""

from procedures.sample.drawings import palette as color
from procedures.sample.drawings.canvas import Canvas
from procedures.sample.drawings.curves import Point, Points, closed_curve, open_curve, path

LIVER: Points = path(
    "262,330 262,220 330,124 460,84 640,96 800,140 920,176 968,206 930,252 820,300 "
    "700,336 610,372 520,420 400,470 300,450"
)
GALLBLADDER: Points = path("574,372 604,396 590,440 566,500 516,548 458,544 440,496 470,440 530,398")
SLEEVE: Points = path("566,-40 574,90 604,200 606,310 586,410 520,474 440,488 380,520")
CUT_AWAY: Points = path(
    "690,90 770,60 850,110 892,220 884,340 826,456 726,536 640,552 604,530 668,476 704,390 712,280 700,180"
)
COLON: Points = path(
    "600,640 612,560 690,530 790,560 856,500 862,360 850,220 790,136 690,170 600,184 "
    "500,170 400,136 346,220 338,350 346,470 380,540"
)


def gallbladder() -> bytes:
    canvas = Canvas(color.SAND)
    canvas.circle((600, 330), radius=306, fill=color.LEMON + "90")
    canvas.tube(path("566,380 640,380 680,430 690,520 676,600"), widths=(24, 22, 24, 26), color=color.MOSS)
    canvas.tube([(700, 300), (690, 370), (682, 430)], widths=(22, 22, 22), color=color.MOSS)
    canvas.tube(path("860,480 770,500 690,560 676,640 740,740"), widths=(110, 92, 84, 84, 84), color=color.BODY_SHADE)
    liver = closed_curve(LIVER)
    canvas.polygon(liver, fill=color.BRICK)
    with canvas.inside(liver):
        canvas.blob(
            path("200,420 320,400 460,360 600,310 760,260 990,190 1000,400 500,560 240,560"), fill=color.WINE + "70"
        )
        canvas.tube([(330, 220), (420, 146), (540, 128)], widths=(26, 34, 14), color=color.CORAL)
    canvas.curve(path("742,128 724,200 716,270 690,336"), width=7, color=color.WINE)
    canvas.blob(GALLBLADDER, fill=color.MOSS)
    canvas.blob([(512 + (x - 512) * 0.8, 468 + (y - 468) * 0.82) for x, y in GALLBLADDER], fill=color.LEAF)
    for (x, y), size in (((500, 512), 25), ((536, 476), 20), ((488, 466), 18)):
        canvas.circle((x, y), radius=size, fill=color.GOLD)
        canvas.circle((x - size * 0.25, y - size * 0.3), radius=size * 0.4, fill=color.LEMON)
    return canvas.png()


def stomach_sleeve() -> bytes:
    """The narrow tube stays; the part beside it is taken out."""
    canvas = Canvas(color.MIST)
    canvas.circle((600, 338), radius=306, fill=color.FOAM)
    canvas.blob(CUT_AWAY, fill=color.WHITE)
    canvas.blob([(770 + (x - 770) * 0.93, 310 + (y - 310) * 0.95) for x, y in CUT_AWAY], fill=color.BODY)
    for fold in (
        [(770, 130), (800, 230), (780, 340)],
        [(822, 180), (838, 270), (810, 370)],
        [(756, 400), (716, 460), (670, 500)],
    ):
        canvas.curve(fold, width=8, color=color.BODY_SHADE)
    canvas.tube(SLEEVE, widths=(54, 54, 84, 90, 94, 92, 66, 56), color=color.CORAL)
    canvas.tube(path("380,520 336,570 352,660 440,740"), widths=(60, 62, 60, 60), color=color.ROSE)
    canvas.tube(path("572,110 590,210 588,310 566,396 508,452"), widths=(12, 20, 22, 22, 12), color=color.ROSE)
    staples = open_curve(path("600,130 636,200 644,310 622,420 566,488"))
    for i in range(3, len(staples) - 2, 5):
        draw_staple(canvas, staples[i], after=staples[i + 1])
    canvas.oval((404, 500), rx=14, ry=36, fill=color.BRICK, degrees=-34)
    return canvas.png()


def draw_staple(canvas: Canvas, point: Point, *, after: Point) -> None:
    """A short line along the edge where the stomach was closed."""
    dx, dy = after[0] - point[0], after[1] - point[1]
    canvas.line([point, (point[0] + dx * 1.6, point[1] + dy * 1.6)], width=9, color=color.NAVY)


def colonoscope() -> bytes:
    canvas = Canvas(color.SAND)
    canvas.circle((600, 338), radius=312, fill=color.LEMON + "80")
    track = open_curve(COLON)
    for i in range(0, len(track), 9):
        canvas.circle(track[i], radius=62 if i > 40 else 44, fill=color.CORAL)
    canvas.tube(COLON, widths=(84, 92, 104, 108, 110, 110, 110), color=color.CORAL)
    canvas.tube(COLON, widths=(52, 62, 74, 78, 80, 80, 80), color=color.BODY)
    canvas.tube(path("384,540 430,580 470,556 500,590"), widths=(40, 44, 40, 36), color=color.ROSE)
    draw_polyp(canvas)
    draw_scope(canvas)
    return canvas.png()


def draw_polyp(canvas: Canvas) -> None:
    beam: Points = [(672, 172), (548, 144), (544, 214)]
    canvas.polygon(beam, fill=color.LEMON + "d0")
    canvas.tube([(570, 226), (570, 206)], widths=(22, 18), color=color.ROSE)
    canvas.circle((570, 196), radius=20, fill=color.BRICK)
    canvas.circle((564, 190), radius=7, fill=color.ROSE)


def draw_scope(canvas: Canvas) -> None:
    track: Points = path("600,720 600,640 616,566 690,534 790,560 852,500 858,360 846,224 784,142 720,162 672,173")
    canvas.curve(track, width=24, color=color.NAVY)
    for point in open_curve(track)[6:140:12]:
        canvas.circle(point, radius=5, fill=color.SEA)
    canvas.circle((666, 174), radius=13, fill=color.GOLD)
    canvas.circle((662, 175), radius=6, fill=color.WHITE)
