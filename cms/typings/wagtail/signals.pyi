from django.dispatch import Signal

page_published: Signal
page_unpublished: Signal
page_slug_changed: Signal
pre_page_move: Signal
post_page_move: Signal
published: Signal
unpublished: Signal
copy_for_translation_done: Signal
workflow_cancelled: Signal
