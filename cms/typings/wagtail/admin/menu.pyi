from django.http import HttpRequest

class MenuItem:
    def __init__(
        self,
        label: str,
        url: str,
        name: str | None = None,
        classname: str = "",
        icon_name: str = "",
        attrs: dict[str, str] | None = None,
        order: int = 1000,
    ) -> None: ...
    def is_shown(self, request: HttpRequest) -> bool: ...
