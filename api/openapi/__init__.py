"""The description of the API as an OpenAPI document: made of views and models, completed, and held to its promises."""
