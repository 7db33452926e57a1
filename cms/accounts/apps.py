from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "cms.accounts"
    label = "accounts"
    verbose_name = "Accounts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from cms.accounts import changes, keys, sign_ins

        changes.connect()
        keys.connect()
        sign_ins.connect()
