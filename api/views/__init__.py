"""What answers at each address: parse the parameters, one query, headers, reply."""
