from wagtail.admin.ui.components import Component

class BaseButton(Component):
    def __init__(
        self,
        label: str = "",
        url: str | None = None,
        classname: str = "",
        icon_name: str | None = None,
        attrs: dict[str, str] | None = None,
        priority: int = 1000,
    ) -> None: ...

class Button(BaseButton): ...
class HeaderButton(BaseButton): ...
class ListingButton(BaseButton): ...
