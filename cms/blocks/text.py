"""Running text, lists, quotations, definitions, questions, tables."""

from collections.abc import Mapping, Sequence
from typing import TypedDict

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError

from api.contract import blocks as shapes
from cms.blocks.base import INLINE, PARAGRAPHS, PATIENTS, TEXT, EditorBlock, refuse
from cms.blocks.fields import LineBlock
from cms.streamfield.blocks import Context


class RichTextBlock(EditorBlock):
    text = blocks.RichTextBlock(features=PARAGRAPHS, help_text=_("Short paragraphs, one thought each."))

    class Meta:
        contract = shapes.RichTextBlock
        label = _("Text")
        icon = "pilcrow"
        group = TEXT
        description = _("Paragraphs with small headings, lists and links.")
        preview_value = {"text": "<p>Most people go home on the day. Someone should stay with you the first night.</p>"}


class ListValue(TypedDict):
    style: str
    start: int | None


class ListBlock(EditorBlock):
    style = blocks.ChoiceBlock(
        choices=[("bullet", _("Bullets")), ("number", _("Numbers"))],
        default="bullet",
        help_text=_("Numbers only where the order matters."),
    )
    start = blocks.IntegerBlock(
        required=False, min_value=1, label=_("First number"), help_text=_("Only where the list goes on with one above.")
    )
    lead_in = blocks.CharBlock(
        required=False, label=_("Introduction"), help_text=_("The sentence before the list, ending with a colon.")
    )
    items = blocks.ListBlock(
        blocks.RichTextBlock(features=INLINE, label=_("Item")),
        min_num=1,
        help_text=_("One thought each, all built alike."),
    )

    def compute(self, value: ListValue, context: Context) -> dict[str, object]:
        """Bullets have no number, whatever was written before their style was changed."""
        return {"start": value["start"] if value["style"] == "number" else None}

    class Meta:
        contract = shapes.ListBlock
        outline = ("{lead_in}", "{items}")
        computed = ("start",)
        inputs = ("start",)
        label = _("List")
        icon = "list-ul"
        group = TEXT
        description = _("A list with a sentence that leads into it.")
        preview_value = {
            "style": "bullet",
            "lead_in": "Bring with you:",
            "items": ["Your medicines", "A list of questions"],
        }


class QuotationBlock(EditorBlock):
    quote = blocks.TextBlock(rows=3, help_text=_("Their words, without quotation marks."))
    attribution = blocks.CharBlock(help_text=_("Who said it, as they agreed to be named."))
    role = blocks.CharBlock(required=False, help_text=_("For example: treated in 2025, or physiotherapist."))

    class Meta:
        contract = shapes.QuotationBlock
        label = _("Quotation")
        icon = "openquote"
        group = TEXT
        description = _("What a patient or a member of staff said. Ask them first.")
        preview_value = {"quote": "I slept through the night again.", "attribution": "Maria", "role": "treated in 2025"}


class DefinitionBlock(EditorBlock):
    term = blocks.CharBlock(help_text=_("The word or the name of the kind."))
    definition = blocks.RichTextBlock(features=INLINE, help_text=_("What it means, in words a patient uses."))
    pronunciation = blocks.CharBlock(required=False, help_text=_("How to say it, for example: kor-DOT-uh-mee."))

    class Meta:
        contract = shapes.Definition
        label = _("Definition")
        icon = "help"


class DefinitionsValue(TypedDict):
    items: Sequence[Mapping[str, str]]


class DefinitionsBlock(EditorBlock):
    items = blocks.ListBlock(DefinitionBlock(), min_num=1)

    def check_finished(self, value: DefinitionsValue) -> None:
        terms = [item["term"].casefold() for item in value["items"]]
        if len(set(terms)) != len(terms):
            raise StructBlockValidationError(
                non_block_errors=[gettext("A term is defined twice. Keep one definition of it.")]
            )

    class Meta:
        contract = shapes.DefinitionsBlock
        label = _("Definitions or kinds")
        icon = "glasses"
        group = TEXT
        description = _("Terms and what they mean, or the kinds of a treatment and what each is.")
        preview_value = {
            "items": [
                {"term": "Lesion", "definition": "A small, wanted change in tissue.", "pronunciation": "LEE-zhun"}
            ]
        }


class QuestionValue(TypedDict):
    question: str


class QuestionBlock(EditorBlock):
    question = blocks.CharBlock(help_text=_("As a patient would ask it, ending with a question mark."))
    answer = blocks.RichTextBlock(features=PARAGRAPHS, help_text=_("Start with the answer, then explain."))

    def check_finished(self, value: QuestionValue) -> None:
        if value["question"] and not value["question"].rstrip().endswith("?"):
            raise refuse("question", gettext("End the question with a question mark."))

    class Meta:
        contract = shapes.Question
        label = _("Question")
        icon = "help"


class FaqBlock(EditorBlock):
    items = blocks.ListBlock(QuestionBlock(), min_num=1)

    class Meta:
        contract = shapes.FaqBlock
        label = _("Questions and answers")
        icon = "help"
        group = PATIENTS
        description = _("Questions patients ask, each with its answer.")
        preview_value = {
            "items": [{"question": "Will it hurt?", "answer": "<p>You may feel pressure, but no pain.</p>"}]
        }


class TableValue(TypedDict):
    columns: Sequence[str]
    rows: Sequence[Sequence[str | None]]


class TableBlock(EditorBlock):
    caption = blocks.CharBlock(help_text=_("What the table shows. Screen readers say it first."))
    columns = blocks.ListBlock(LineBlock(label=_("Column")), min_num=2, label=_("Column headings"))
    first_column_is_header = blocks.BooleanBlock(
        required=False, default=True, help_text=_("The first cell of each row names the row.")
    )
    rows = blocks.ListBlock(
        blocks.ListBlock(LineBlock(required=False, label=_("Cell")), label=_("Row")),
        min_num=1,
        help_text=_("As many cells in each row as there are column headings."),
    )

    def check_finished(self, value: TableValue) -> None:
        width = len(value["columns"])
        wrong = [str(number) for number, row in enumerate(value["rows"], 1) if len(row) != width]
        if wrong:
            message = gettext("Give each row {width} cells, one for each column heading. Look at row {wrong}.").format(
                width=width, wrong=", ".join(wrong)
            )
            raise StructBlockValidationError(non_block_errors=[message])

    def compute(self, value: TableValue, context: Context) -> dict[str, object]:
        return {"rows": [[cell or "" for cell in row] for row in value["rows"]]}

    class Meta:
        contract = shapes.TableBlock
        computed = ("rows",)
        inputs = ("rows",)
        label = _("Table")
        icon = "table"
        group = TEXT
        description = _("A small comparison. On phones it becomes cards, so keep cells short.")
        preview_value = {
            "caption": "Two ways to treat the pain",
            "columns": ["What to compare", "Cordotomy", "Pain pump"],
            "first_column_is_header": True,
            "rows": [["Implant", "None", "A small pump"], ["Stay", "1 night", "2 nights"]],
        }
