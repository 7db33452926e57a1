from collections.abc import Callable
from typing import TypeVar, overload

_F = TypeVar("_F", bound=Callable[..., object])

@overload
def register(hook_name: str, fn: None = None, order: int = 0) -> Callable[[_F], _F]: ...
@overload
def register(hook_name: str, fn: Callable[..., object], order: int = 0) -> None: ...
