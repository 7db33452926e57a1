"""What a document says, and where: ``walker.passages_of`` is the only reader of words that the house has.

Search, the differences of editions, content checks and plain forms are written over its passages. It knows members by
what the contract says of them (``api.contract.roles``), never by their names.
"""
