"""Days and times as rows of a form, without a script: a few rows are always empty."""

import re
from collections.abc import Iterator, Mapping
from itertools import count, islice

from django import forms
from django.utils.dates import WEEKDAYS

from cms.values.hours.stored import DAYS, MOST_ROWS, Row, rows_of, stored

ALL_DAY = {"opens": "00:00", "closes": "24:00"}
_EMPTY_ROWS = 2
_FEWEST_ROWS = 3
_NOT_OF_A_TIME = re.compile(r"[^\w:]")


class HoursInput(forms.Widget):
    template_name = "cms/admin/hours/input.html"
    use_fieldset = True

    class Media:
        css = {"all": ["cms/admin/hours.css"]}

    def get_context(self, name: str, value: object, attrs: dict[str, object] | None) -> dict[str, object]:
        context: dict[str, object] = super().get_context(name, value, attrs)
        rows = rows_of(str(value or ""))
        rows += [Row()] * min(max(_FEWEST_ROWS - len(rows), _EMPTY_ROWS), MOST_ROWS - len(rows))
        days = [(code, WEEKDAYS[number]) for number, code in enumerate(DAYS)]
        return context | {"rows": rows, "days": days}

    def value_from_datadict(self, data: Mapping[str, object], files: object, name: str) -> str | None:
        if name in data:  # as it is stored, from a program
            return str(data[name])
        return stored(posted_rows(data, name))

    def value_omitted_from_data(self, data: Mapping[str, object], files: object, name: str) -> bool:
        return name not in data and f"{name}-0-first" not in data


def posted_rows(data: Mapping[str, object], name: str) -> Iterator[Row]:
    for number in islice(count(), MOST_ROWS):
        prefix = f"{name}-{number}"
        if f"{prefix}-first" not in data:
            return
        parts = {part: str(data.get(f"{prefix}-{part}", "")) for part in ("first", "last", "opens", "closes")}
        if f"{prefix}-all_day" in data:
            parts |= ALL_DAY
        yield Row(**{part: _NOT_OF_A_TIME.sub("", value)[:5] for part, value in parts.items()})
