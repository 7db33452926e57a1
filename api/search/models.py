"""What search keeps of documents, in tables of its own."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F

# Publishing adds to a short list, which searches read through; a longer one would slow them down.
SEARCH_INDEX = GinIndex(
    fields=["name_vector", "head_vector", "vector"], gin_pending_list_limit=512, name="search_by_words"
)


# With a sum in it, so that PostgreSQL takes it only where a statement says the same: it is no way to a word.
SEARCH_ORDER = models.Index(F("place") + 0, F("document"), name="search_in_order")


class SearchEntry(models.Model):
    """What search reads of a document; the database deletes it with the document (migration 0006).

    Its rows are short, so that counting many of them reads few pages: everything long is stored out of line.
    """

    document = models.OneToOneField(
        "api.Document", primary_key=True, on_delete=models.DO_NOTHING, db_constraint=False, related_name="search_entry"
    )
    type = models.CharField(max_length=32)
    locale = models.CharField(max_length=16)
    expires_at = models.DateTimeField(null=True)
    place = models.IntegerField()
    """Order among equals: treatments first, then short titles."""
    facet_set = models.BigIntegerField()
    """A hash of ``facets``: the same number, the same facets."""
    facets = ArrayField(models.TextField(), default=list)
    """Written ``kind|slug|name``; the kinds are ``specialty``, ``condition`` and ``body_area``."""
    names = ArrayField(models.TextField(), default=list)
    """Title, alternative and lay names as folded words."""
    name_vector = SearchVectorField()
    """Names alone (weight A)."""
    head_vector = SearchVectorField()
    """Names, what it is about (B), headings and summary (C)."""
    vector = SearchVectorField()
    """The same and the text (D)."""
    title = models.TextField()
    passages = models.TextField()
    """The summary, then a line for each block: anchor, kind and heading of its section, and its text, between tabs."""
    words = models.TextField()
    """The same lines as folded words, each word between spaces; with the summary, names and keywords."""

    class Meta:
        verbose_name_plural = "search entries"
        indexes = [SEARCH_INDEX, SEARCH_ORDER]

    def __str__(self) -> str:
        return self.title


class SearchName(models.Model):
    """A name of a document from one of its words to the end, for suggestions: “knee replacement” and “replacement”."""

    document = models.ForeignKey(
        "api.Document", on_delete=models.DO_NOTHING, db_constraint=False, related_name="search_names"
    )
    locale = models.CharField(max_length=16)
    ending = models.TextField()
    """Folded words."""
    start = models.PositiveSmallIntegerField()
    """Words of the name before it."""
    position = models.PositiveSmallIntegerField()
    """Which name of the document: 0 is the title."""
    name = models.TextField()
    """The whole name as shown."""

    class Meta:
        indexes = [
            models.Index(
                fields=["locale", "ending"], opclasses=["varchar_ops", "text_pattern_ops"], name="search_by_name"
            )
        ]

    def __str__(self) -> str:
        return self.name


class SearchTerm(models.Model):
    """A phrase by which a document changes what is searched for: equal words, lay names, editors' picks."""

    class Kind(models.TextChoices):
        EQUAL = "equal"
        """Means what the other terms of the document mean."""
        LAY = "lay"
        """Means the document's equal terms, which do not mean it: “fits” are epilepsy, but epilepsy is not “fits”."""
        PICK = "pick"
        """Searched for as a whole, the document says what editors recommend."""
        URGENT = "urgent"
        """Searched for, with or without other words, the document says where help is."""

    document = models.ForeignKey(
        "api.Document", on_delete=models.DO_NOTHING, db_constraint=False, related_name="search_terms"
    )
    locale = models.CharField(max_length=16)
    kind = models.CharField(max_length=8, choices=Kind)
    phrase = models.TextField()
    """The lexemes in order, with spaces between them; of a pick, the folded words."""
    query = models.TextField()
    """The phrase as PostgreSQL's ``tsquery``; of urgent advice, folded words, with a minus those that keep it out."""

    class Meta:
        indexes = [models.Index(fields=["phrase", "kind", "locale"], name="search_by_phrase")]

    def __str__(self) -> str:
        return self.phrase


class SearchWord(models.Model):
    """A word that stands in a document of the language, words for search included: what typing errors are corrected to.

    It may outlive what said it until the next night, and its documents as long as others say another form of it, so no
    answer shows it before something live is found with it.
    """

    pk = models.CompositePrimaryKey("locale", "word")
    locale = models.CharField(max_length=16)
    word = models.TextField()
    """Folded."""
    lexeme = models.TextField()
    """Without its ending, as documents are searched by it; empty for words that are left out, such as “the”."""
    in_names = models.BooleanField()
    """Stands in a name: a better correction than a word of the text."""
    sound = models.TextField(default="")
    """A key that it shares with what sounds alike."""
    indexed_by = models.CharField(max_length=32, default="", db_default="")
    """Digest of the program that read it last; what another read, and this one does not, is in no document any more."""

    class Meta:
        indexes = [
            models.Index(fields=["lexeme", "locale"], name="search_by_lexeme"),
            models.Index(fields=["sound", "locale"], name="search_by_sound"),
            GinIndex(fields=["word"], opclasses=["gin_trgm_ops"], name="search_by_spelling"),
        ]

    def __str__(self) -> str:
        return self.word
