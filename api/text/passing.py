"""Words that ask for nothing, which PostgreSQL's lists of such words do not have.

Its English list has "can", "should" and "how", its Spanish one nothing of the kind; and what that has with an accent
("más", "había") is not found without one, as words are folded.
"""

from api.text.folding import fold

LOST_ACCENTS = """
mas tambien mio mia estes esten habia habias habiamos habian habra habran habria habrian tenia tenias teniamos tenian
tendre tendra tendran tendria tendrian sera seran seria serian estare estara estaran estaria estarian
"""
BETWEEN = """
si cual cuales cuanto cuanta cuantos cuantas tampoco asi tan aun aunque solo solamente cada ahora pues entonces mientras
aqui ahi alli ser siendo tener haber
"""
"""Questions, and what holds sentences together."""
CAN_AND_SHOULD = """
puedo puedes puede podemos podeis pueden podre podra podran podria podrian podia podian pude pudo pudieron pueda puedan
poder debo debes debe debemos deben deberia deberian deber voy vas va vamos vais van iba iban ira iran vaya vayan hago
ir haces hace hacemos haceis hacen hice hizo hicieron hara haran haria harian haga hagan haciendo hacer hacerme hacerse
hacerle quiero quieres quiere queremos quieren queria querria querer quisiera quisieramos necesito necesita necesitamos
necesitan necesitar sabes sabe saben saber dice dicen dijo dijeron
"""
"""Will, do, want, need, know and say, too."""
BEFALLS = """
sale salen salio salieron salia salian salga salgan saliendo salido salirme da dan dio dieron daba daban dando dado
darme pasa pasan pasaba paso pasando sigo sigue siguen seguia siguio empezo empezaron empieza empiezan empece ando anda
andan
"""
"""What somebody has comes out, is given to him, or goes on: “me sale sangre”, “me dio fiebre”, “sigo con dolor”."""
COURTESY = "hola gracias favor porfa buenas porque"
RELATIVES = """
esposo esposa marido padre madre papi mami abuelo abuela abuelito abuelita suegro suegra hermano hermana tio tia primo
prima cuñado cuñada novio novia pareja vecino vecina amigo amiga familiar pariente
"""
"""Who is ill. Not mothers and fathers by their everyday names, which are a breast and a potato, nor children: they are
treated otherwise."""
SPANISH = frozenset(fold(f"{LOST_ACCENTS} {BETWEEN} {CAN_AND_SHOULD} {BEFALLS} {COURTESY} {RELATIVES}").split())


def is_said_in_passing(word: str, *, locale: str) -> bool:
    """Of a folded word."""
    return locale.partition("-")[0] == "es" and word in SPANISH
