"""JSON Schema. Its library is loaded by the test that needs it: on loading, it makes parsers of all of RFC 3987."""


def validator(schema, **options):
    from jsonschema import Draft202012Validator

    return Draft202012Validator(schema, **options)


def validator_with_formats(schema):
    """Looks at ``format``, too."""
    from jsonschema import FormatChecker

    return validator(schema, format_checker=FormatChecker())
