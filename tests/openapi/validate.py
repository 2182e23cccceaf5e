"""Validates a description, and shows that the validator would find a fault in it."""

import copy
import json
import sys

from openapi_spec_validator import OpenAPIV31SpecValidator


def faults(document):
    return [error.message for error in OpenAPIV31SpecValidator(document).iter_errors()]


def main(path):
    with open(path, encoding="utf-8") as file:
        document = json.load(file)
    found = faults(document)
    for message in found:
        print(f"{path}: {message}", file=sys.stderr)
    # A validator that accepts everything would be of no use: each of these is a fault.
    nameless = copy.deepcopy(document)
    del nameless["info"]["title"]
    twice = copy.deepcopy(document)
    paths = list(twice["paths"].values())
    paths[1]["get"]["operationId"] = paths[0]["get"]["operationId"]
    kind = copy.deepcopy(document)
    kind["components"]["schemas"]["Problem"]["type"] = "thing"
    for name, broken in (("title", nameless), ("operation", twice), ("type", kind)):
        if not faults(broken):
            sys.exit(f"the validator did not find the fault that was put in: {name}")
    if found:
        sys.exit(f"{len(found)} faults")
    operations = sum(len([v for v in item if v in ("get", "post")]) for item in document["paths"].values())
    print(f"{len(document['paths'])} addresses, {operations} operations: OpenAPI {document['openapi']}, no fault")


main(sys.argv[1])
