"""Query parameters: declared as pydantic models, refused by name, and described in OpenAPI from the same models."""
