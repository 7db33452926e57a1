"""What people without an account meet who have a link: never a door, never a word of the admin.

``entering``  whether a link opens anything, and its passphrase
``reading``   the draft as it is shown to them
``remarks``   what they say of it
``signing``   how they vouch for it
``showing``   the page itself
``views``     what else is at the addresses
"""
