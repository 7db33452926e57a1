"""The hospital and its rooms."""

from procedures.sample.drawings import palette as color
from procedures.sample.drawings.canvas import Canvas
from procedures.sample.drawings.curves import Point, path

GROUND = 560


def campus() -> bytes:
    canvas = Canvas(color.SKY)
    canvas.circle((950, 130), radius=62, fill=color.LEMON)
    for x, y, size in ((180, 120, 1.0), (560, 80, 0.7), (800, 190, 0.8)):
        draw_cloud(canvas, (x, y), scale=size)
    canvas.blob(path("-200,700 -100,400 160,300 420,380 640,460 640,800 -200,800"), fill=color.FOAM)
    canvas.blob(path("460,700 600,430 860,330 1120,290 1400,420 1400,800 460,800"), fill=color.FOAM)
    canvas.blob(path("-200,640 80,500 420,500 760,520 1000,480 1300,520 1300,900 -200,900"), fill=color.SEA)
    draw_main_building(canvas)
    draw_pavilion(canvas)
    canvas.panel((0, GROUND), width=1200, height=120, fill=color.LEAF)
    canvas.polygon([(470, GROUND), (560, GROUND), (720, 675), (380, 675)], fill=color.SAND)
    for x, size in ((70, 1.2), (170, 0.9), (716, 0.8), (1090, 1.1), (1160, 0.8)):
        draw_tree(canvas, (x, GROUND + 14), scale=size)
    for x in (262, 300, 640, 760, 800):
        canvas.circle((x, GROUND + 4), radius=22, fill=color.MOSS)
    return canvas.png()


def draw_main_building(canvas: Canvas) -> None:
    canvas.panel((230, 330), width=210, height=230, fill=color.SAND)
    canvas.panel((400, 200), width=230, height=360, fill=color.WHITE)
    canvas.panel((392, 186), width=246, height=20, radius=4, fill=color.TEAL)
    canvas.panel((222, 318), width=186, height=16, radius=4, fill=color.TEAL)
    for row in range(4):
        for column in range(4):
            canvas.panel(
                (424 + column * 49, 230 + row * 62),
                width=34,
                height=38,
                radius=4,
                fill=color.SEA if (row + column) % 3 else color.LEMON,
            )
    for row in range(3):
        for column in range(3):
            canvas.panel((250 + column * 48, 352 + row * 60), width=32, height=34, radius=4, fill=color.SEA)
    canvas.panel((456, 490), width=118, height=14, radius=6, fill=color.TEAL)
    canvas.panel((474, 504), width=82, height=56, fill=color.NAVY)
    canvas.panel((513, 504), width=4, height=56, fill=color.WHITE)


def draw_pavilion(canvas: Canvas) -> None:
    """The round building for the heart, and the bridge to it."""
    canvas.panel((630, 410), width=190, height=40, fill=color.WHITE)
    canvas.panel((630, 420), width=190, height=18, fill=color.SEA)
    canvas.panel((716, 448), width=12, height=112, fill=color.METAL)
    canvas.oval((930, 350), rx=150, ry=60, fill=color.TEAL)
    canvas.panel((790, 360), width=280, height=200, radius=14, fill=color.WHITE)
    for y in (392, 452, 512):
        canvas.panel((790, y), width=280, height=26, fill=color.SEA)
        for x in range(830, 1060, 46):
            canvas.panel((x, y), width=6, height=26, fill=color.WHITE)
    canvas.panel((896, 494), width=70, height=66, fill=color.NAVY)


def draw_cloud(canvas: Canvas, center: Point, *, scale: float) -> None:
    x, y = center
    for dx, dy, radius in ((-44, 8, 30), (0, -10, 42), (46, 6, 32)):
        canvas.circle((x + dx * scale, y + dy * scale), radius=radius * scale, fill=color.WHITE)
    canvas.panel(
        (x - 70 * scale, y + 4 * scale), width=144 * scale, height=34 * scale, radius=17 * scale, fill=color.WHITE
    )


def draw_tree(canvas: Canvas, foot: Point, *, scale: float) -> None:
    x, y = foot
    canvas.panel((x - 7 * scale, y - 70 * scale), width=14 * scale, height=70 * scale, fill=color.BONE_LINE)
    canvas.oval((x, y - 110 * scale), rx=46 * scale, ry=68 * scale, fill=color.MOSS)
    canvas.oval((x - 12 * scale, y - 122 * scale), rx=24 * scale, ry=42 * scale, fill=color.LEAF)


def waiting_room() -> bytes:
    canvas = Canvas(color.SAND)
    canvas.panel((0, 520), width=1200, height=160, fill=color.BONE_SHADE)
    canvas.panel((0, 510), width=1200, height=14, fill=color.WHITE)
    draw_window(canvas, (400, 70), width=560, height=300)
    draw_lamp(canvas)
    draw_picture(canvas, (110, 150))
    for x in (420, 580, 740):
        draw_chair(canvas, (x, 390))
    draw_table(canvas)
    draw_plant(canvas, (1050, 590))
    return canvas.png()


def draw_window(canvas: Canvas, corner: Point, *, width: float, height: float) -> None:
    """A view of sky and hills."""
    x, y = corner
    canvas.panel((x - 14, y - 14), width=width + 28, height=height + 28, radius=10, fill=color.WHITE)
    pane = [(x, y), (x + width, y), (x + width, y + height), (x, y + height)]
    with canvas.inside(pane):
        canvas.polygon(pane, fill=color.SKY)
        canvas.circle((x + width * 0.78, y + height * 0.3), radius=40, fill=color.LEMON)
        draw_cloud(canvas, (x + width * 0.25, y + height * 0.28), scale=0.7)
        canvas.oval((x + width * 0.2, y + height * 1.15), rx=width * 0.45, ry=height * 0.5, fill=color.FOAM)
        canvas.oval((x + width * 0.8, y + height * 1.2), rx=width * 0.5, ry=height * 0.48, fill=color.SEA)
    canvas.panel((x + width / 2 - 6, y), width=12, height=height, fill=color.WHITE)


def draw_chair(canvas: Canvas, corner: Point) -> None:
    x, y = corner
    for leg in (18, 104):
        canvas.panel((x + leg, y + 150), width=10, height=64, radius=4, fill=color.SLATE)
    canvas.panel((x, y), width=132, height=130, radius=22, fill=color.TEAL)
    canvas.panel((x + 8, y + 106), width=116, height=54, radius=18, fill=color.SEA)
    for arm in (-10, 122):
        canvas.panel((x + arm, y + 66), width=20, height=98, radius=10, fill=color.NAVY)


def draw_table(canvas: Canvas) -> None:
    canvas.oval((310, 524), rx=76, ry=15, fill=color.BONE_LINE)
    canvas.panel((304, 528), width=12, height=86, fill=color.SLATE)
    canvas.oval((310, 616), rx=40, ry=9, fill=color.SLATE)
    canvas.panel((270, 502), width=56, height=10, radius=3, fill=color.CORAL)
    canvas.panel((276, 493), width=56, height=10, radius=3, fill=color.GOLD)


def draw_lamp(canvas: Canvas) -> None:
    canvas.line([(180, 0), (180, 40)], width=4, color=color.SLATE)
    canvas.polygon(path("150,40 210,40 236,96 124,96"), fill=color.GOLD)


def draw_picture(canvas: Canvas, corner: Point) -> None:
    x, y = corner
    canvas.panel((x, y), width=180, height=220, radius=6, fill=color.WHITE)
    sheet = [(x + 16, y + 16), (x + 164, y + 16), (x + 164, y + 204), (x + 16, y + 204)]
    canvas.polygon(sheet, fill=color.MIST)
    canvas.circle((x + 90, y + 90), radius=42, fill=color.CORAL)
    with canvas.inside(sheet):
        canvas.oval((x + 40, y + 210), rx=90, ry=70, fill=color.SEA)
        canvas.oval((x + 140, y + 220), rx=80, ry=60, fill=color.TEAL)


def draw_plant(canvas: Canvas, foot: Point) -> None:
    x, y = foot
    for dx, dy, lean in (
        (-70, -190, -32),
        (66, -200, 30),
        (-30, -250, -12),
        (30, -256, 12),
        (-96, -130, -58),
        (96, -136, 58),
    ):
        canvas.curve([(x, y - 90), (x + dx * 0.4, y + dy * 0.7), (x + dx, y + dy)], width=6, color=color.MOSS)
        canvas.oval((x + dx, y + dy), rx=24, ry=60, fill=color.LEAF if dx > 0 else color.MOSS, degrees=lean)
    canvas.polygon([(x - 56, y - 100), (x + 56, y - 100), (x + 42, y + 10), (x - 42, y + 10)], fill=color.CORAL)
    canvas.panel((x - 62, y - 112), width=124, height=22, radius=6, fill=color.BRICK)
