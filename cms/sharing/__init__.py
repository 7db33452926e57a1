"""Drafts for people without an account: who was given which, and what came back from them.

``models``      links
``links``       giving one out, opening it, taking it back
``guests``      the account in whose name the admin keeps what they say
``remarks``     what they say of passages
``places``      where a passage stands in the editor's form
``signatures``  what a signature is worth, as said by whoever reviews a kind of page
``letters``     mails to whoever gave out a link
"""
