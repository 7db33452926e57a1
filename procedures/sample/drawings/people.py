"""Friendly people, from the shoulders up."""

from dataclasses import dataclass

from procedures.sample.drawings import palette as color
from procedures.sample.drawings.canvas import PORTRAIT, Canvas
from procedures.sample.drawings.curves import Points, closed_curve, mirrored, open_curve, path
from procedures.sample.drawings.hair import BOB, BUN, CURLS, HIGH_FOREHEAD, LONG, SHORT, SWEPT, WAVES, Haircut

INK = "#33281f"


@dataclass(frozen=True)
class Person:
    """``turn`` is how far the face looks to the right, in pixels."""

    skin: str
    shade: str
    hair: Haircut
    tone: str
    shirt: str
    backdrop: str = color.FOAM
    coat: bool = True
    glasses: bool = False
    beard: str | None = None
    turn: float = 0


PEOPLE = {
    "portrait-1": Person("#e8b48d", "#cf9468", BUN, "#3b2a22", color.TEAL),
    "portrait-2": Person("#8a5a3c", "#6e452c", SHORT, "#1f1916", color.SKY, backdrop=color.LEMON, beard="#1f1916"),
    "portrait-3": Person("#f3cfa8", "#dcae82", BOB, "#1d1b20", color.CORAL, backdrop=color.SKY),
    "portrait-4": Person("#f2c9ad", "#dba585", HIGH_FOREHEAD, "#b9bcc0", color.SEA, backdrop=color.FOAM, glasses=True),
    "portrait-5": Person("#b97f55", "#9a643f", LONG, "#231a18", color.GOLD, backdrop=color.BODY),
    "portrait-6": Person("#f6d3b8", "#e0ab88", SWEPT, "#d9ae62", color.NAVY, backdrop=color.SKY, beard="#c99a52"),
    "portrait-7": Person("#6f452f", "#563322", CURLS, "#1b1513", color.ROSE, backdrop=color.LEMON),
    "portrait-8": Person("#f5d0b9", "#dfa78a", WAVES, "#96492f", color.MOSS, backdrop=color.FOAM, glasses=True),
}
PATIENT = Person("#d9a074", "#bd8054", SHORT, "#5d4a40", color.GOLD, coat=False, turn=-16)


def portrait(key: str) -> bytes:
    person = PEOPLE[key]
    canvas = Canvas(color.SAND, size=PORTRAIT)
    canvas.circle((300, 300), radius=262, fill=person.backdrop)
    draw_person(canvas, person)
    return canvas.png()


def draw_person(canvas: Canvas, person: Person) -> None:
    """Head and shoulders, 600 wide and high."""
    with canvas.moved_to((0, 26)):
        for outline in person.hair.behind:
            canvas.polygon(outline, fill=person.tone)
    draw_shoulders(canvas, person)
    with canvas.moved_to((0, 26)):
        draw_head(canvas, person)


def draw_shoulders(canvas: Canvas, person: Person) -> None:
    half: Points = path("300,428 252,436 190,466 126,506 104,580 96,700 300,700")
    cloth = color.WHITE if person.coat else person.shirt
    canvas.polygon([*open_curve(half), *reversed(mirrored(open_curve(half), at=300))], fill=cloth)
    if person.coat:
        draw_coat(canvas, person.shirt)
    canvas.polygon([(256, 420), (344, 420), (300, 506)], fill=person.shade)
    canvas.tube([(300, 350), (300, 424)], widths=(86, 88), color=person.shade)


def draw_coat(canvas: Canvas, shirt: str) -> None:
    canvas.polygon(path("250,430 350,430 312,680 288,680"), fill=shirt)
    for side in (path("252,428 220,448 236,524 290,660"), path("348,428 380,448 364,524 310,660")):
        canvas.polygon(side, fill=color.WHITE)
        canvas.line(side[1:], width=4, color=color.METAL)
    for x in (150, 450):
        canvas.line([(x, 560), (x, 700)], width=4, color=color.METAL)
    canvas.panel((384, 536), width=48, height=30, radius=5, fill=color.SEA)


def draw_head(canvas: Canvas, person: Person) -> None:
    if not person.hair.covers_ears:
        for x in (206, 394):
            canvas.oval((x, 272), rx=20, ry=28, fill=person.shade)
    face: Points = path("210,250 222,180 300,140 378,180 390,250 380,318 346,366 300,384 254,366 220,318")
    canvas.blob(face, fill=person.skin)
    with canvas.inside(closed_curve(face)):
        for x in (240, 360):
            canvas.circle((x + person.turn, 306), radius=18, fill=color.CORAL + "38")
    if person.beard:
        draw_beard(canvas, person.beard)
    with canvas.moved_to((person.turn, abs(person.turn) / 3)):
        draw_face(canvas, person)
    for outline in person.hair.front:
        canvas.polygon(outline, fill=person.tone)
    if person.glasses:
        draw_glasses(canvas)


def draw_face(canvas: Canvas, person: Person) -> None:
    for x, outward in ((262, -1), (338, 1)):
        canvas.oval((x, 268), rx=8, ry=10, fill=INK)
        canvas.circle((x + 3, 264), radius=2.6, fill=color.WHITE)
        brow: Points = [(x + outward * 19, 245), (x + outward * 4, 235), (x - outward * 16, 239)]
        canvas.curve(brow, width=6, color=INK + "c0")
    canvas.curve([(302, 272), (310, 300), (296, 306)], width=5, color=person.shade)
    mouth = open_curve([(268, 328), (300, 350), (332, 328)])
    canvas.polygon([*mouth, (300, 334)], fill=color.WHITE)
    canvas.line(mouth, width=5, color=color.BRICK)


def draw_beard(canvas: Canvas, tone: str) -> None:
    half: Points = path("300,312 262,312 236,300 208,262 212,320 236,364 268,390 300,396")
    canvas.polygon([*open_curve(half), *reversed(mirrored(open_curve(half), at=300))], fill=tone)


def draw_glasses(canvas: Canvas) -> None:
    for x in (260, 340):
        canvas.ring((x, 268), radius=30, width=6, color=color.NAVY)
    canvas.curve([(290, 264), (300, 259), (310, 264)], width=6, color=color.NAVY)
    for x, end in ((230, 206), (370, 394)):
        canvas.line([(x, 264), (end, 258)], width=6, color=color.NAVY)
