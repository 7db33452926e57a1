"""Hip, knee and shoulder."""

from procedures.sample.drawings import palette as color
from procedures.sample.drawings.canvas import Canvas
from procedures.sample.drawings.curves import Point, Points, arc, mirrored, open_curve, path

PELVIS: Points = path(
    "250,96 330,40 450,34 560,78 610,150 600,214 640,268 628,370 570,420 520,500 440,560 "
    "380,540 350,470 262,452 250,400 340,380 392,330 372,250 290,190"
)
FEMUR: Points = path("700,352 740,300 790,268 836,280 856,340 840,420 812,520 800,760 690,760 700,560 690,470 664,420")


def hip_joint() -> bytes:
    """The stem sits in the thigh bone, its ball in the cup of the pelvis."""
    canvas = Canvas(color.MIST)
    canvas.circle((600, 338), radius=312, fill=color.FOAM)
    canvas.blob(path("196,80 270,70 290,180 270,300 230,360 196,340"), fill=color.BONE_SHADE)
    canvas.blob(PELVIS, fill=color.BONE)
    canvas.blob(path("400,428 460,412 500,436 486,486 440,508 404,480"), fill=color.FOAM)
    canvas.blob(path("350,100 450,80 530,120 550,180 470,190 390,170"), fill=color.BONE_SHADE + "90")
    canvas.blob(FEMUR, fill=color.BONE)
    canvas.tube(path("752,330 770,400 756,520 750,640"), widths=(98, 84, 58, 34), color=color.BONE_SHADE)
    canvas.tube(path("756,340 766,400 753,510 749,610"), widths=(76, 62, 36, 16), color=color.SLATE)
    canvas.tube([(764, 356), (720, 330), (672, 306)], widths=(66, 38, 34), color=color.SLATE)
    for y in (400, 430, 460):
        canvas.line([(750, y), (776, y - 4)], width=5, color=color.STEEL)
    draw_cup(canvas, (640, 290))
    return canvas.png()


def draw_cup(canvas: Canvas, center: Point) -> None:
    half = arc(center, radius=98, start=118, end=298)
    canvas.polygon(half, fill=color.STEEL)
    canvas.polygon(arc(center, radius=82, start=118, end=298), fill=color.WHITE)
    canvas.circle(center, radius=66, fill=color.METAL)
    canvas.oval((center[0] - 20, center[1] - 24), rx=20, ry=12, fill=color.WHITE, degrees=-40)


def knee_joint() -> bytes:
    """From the front: metal on both bones, plastic between them."""
    canvas = Canvas(color.SAND)
    canvas.circle((600, 338), radius=312, fill=color.LEMON + "90")
    leg: Points = path("420,-40 424,100 446,240 452,330 446,420 466,540 480,740")
    canvas.polygon([*open_curve(leg), *reversed(mirrored(open_curve(leg), at=600))], fill=color.BODY)
    canvas.tube([(706, 440), (712, 560), (706, 740)], widths=(50, 34, 34), color=color.BONE_SHADE)
    thigh: Points = path("542,-40 544,80 528,170 484,224 476,290 500,330")
    canvas.polygon([*open_curve(thigh), *reversed(mirrored(open_curve(thigh), at=600))], fill=color.BONE)
    shin: Points = path("476,412 490,450 530,500 548,580 550,740")
    canvas.polygon([*open_curve(shin), *reversed(mirrored(open_curve(shin), at=600))], fill=color.BONE)
    draw_thigh_cap(canvas)
    canvas.panel((474, 372), width=252, height=30, radius=12, fill=color.WHITE)
    canvas.panel((466, 398), width=268, height=28, radius=10, fill=color.STEEL)
    canvas.tube([(600, 420), (600, 540)], widths=(56, 26), color=color.STEEL)
    canvas.polygon(path("540,424 660,424 620,470 580,470"), fill=color.STEEL)
    return canvas.png()


def draw_thigh_cap(canvas: Canvas) -> None:
    """Two runners with a groove between them, where the kneecap glides."""
    half: Points = path("600,250 560,232 510,226 474,250 466,310 484,362 530,374 566,356 584,326 600,320")
    canvas.polygon([*open_curve(half), *reversed(mirrored(open_curve(half), at=600))], fill=color.STEEL)
    inner: Points = path("600,262 560,246 514,242 488,262 482,306 496,346 530,356 556,340 574,312 600,304")
    canvas.polygon([*open_curve(inner), *reversed(mirrored(open_curve(inner), at=600))], fill=color.METAL)
    canvas.curve([(506, 276), (500, 306), (512, 334)], width=9, color=color.WHITE)


def shoulder_joint() -> bytes:
    """From the front: a tendon, torn from the upper arm bone, is tied back to it."""
    canvas = Canvas(color.MIST)
    canvas.circle((600, 338), radius=312, fill=color.FOAM)
    canvas.blob(path("330,250 430,210 540,250 590,330 580,430 520,520 440,640 396,560 350,400"), fill=color.BONE)
    canvas.blob(path("560,300 606,300 622,352 600,410 560,410"), fill=color.BONE_SHADE)
    canvas.curve([(388, 330), (430, 440), (450, 560)], width=8, color=color.BONE_SHADE)
    canvas.tube([(706, 380), (748, 480), (760, 740)], widths=(150, 104, 84), color=color.BONE)
    canvas.circle((708, 346), radius=112, fill=color.BONE)
    canvas.line(arc((708, 346), radius=108, start=120, end=250), width=14, color=color.SEA)
    canvas.blob(path("744,262 800,262 836,320 826,390 780,420 750,340"), fill=color.BONE)
    draw_cuff(canvas)
    canvas.tube(path("180,196 300,214 430,176 560,160 640,166"), widths=(52, 42, 44, 50), color=color.BONE_SHADE)
    canvas.blob(path("560,196 600,132 700,124 790,160 816,196 780,206 690,178 620,190"), fill=color.BONE)
    return canvas.png()


def draw_cuff(canvas: Canvas) -> None:
    canvas.tube(path("540,214 650,218 716,240 744,262"), widths=(52, 46, 44, 40), color=color.WHITE)
    canvas.tube(path("330,262 430,222 540,214 610,218"), widths=(60, 104, 74, 30), color=color.CORAL)
    for shift in (-16, 4, 24):
        canvas.curve([(390, 244 + shift), (470, 218 + shift), (560, 216 + shift * 0.5)], width=4, color=color.BRICK)
    torn: Points = path("730,228 752,246 742,262 760,272 738,292")
    canvas.line(torn, width=6, color=color.ROSE)
    for end, anchor in (((716, 232), (796, 290)), ((712, 252), (782, 330))):
        canvas.line([end, anchor], width=6, color=color.NAVY)
        canvas.tube([anchor, (anchor[0] - 34, anchor[1] + 20)], widths=(26, 8), color=color.GOLD)
        canvas.circle(anchor, radius=7, fill=color.NAVY)
