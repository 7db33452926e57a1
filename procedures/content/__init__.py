"""What treatments and the things they share become in the contract: pure functions of the row and the context."""
