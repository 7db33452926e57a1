"""Mail waits in the database, in the transaction that writes it, and the worker sends it: no request waits for a mail
server."""
