from collections.abc import Callable
from datetime import datetime
from typing import TypeVar, overload
from uuid import UUID

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser, User
from django.db import models
from django.utils.functional import Promise
from wagtail.models.audit_log import BaseLogEntry

_Formatter = TypeVar("_Formatter", bound=type[LogFormatter])

class LogFormatter:
    label: str | Promise

    def format_message(self, log_entry: BaseLogEntry) -> str: ...

class LogContext:
    user: User | None
    uuid: UUID | None

class LogActionRegistry:
    @overload
    def register_action(self, action: str) -> Callable[[_Formatter], _Formatter]: ...
    @overload
    def register_action(self, action: str, label: str | Promise, message: str | Promise, /) -> None: ...
    def get_logs_for_instance(self, instance: models.Model) -> models.QuerySet[BaseLogEntry]: ...

registry: LogActionRegistry

def get_active_log_context() -> LogContext: ...
def log(
    instance: models.Model,
    action: str,
    *,
    user: AbstractBaseUser | AnonymousUser | None = None,
    uuid: UUID | None = None,
    title: str | None = None,
    data: object = None,
    timestamp: datetime | None = None,
    **rest: object,
) -> BaseLogEntry | None: ...
