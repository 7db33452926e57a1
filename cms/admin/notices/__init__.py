"""What an editor is told beside what they asked for."""
