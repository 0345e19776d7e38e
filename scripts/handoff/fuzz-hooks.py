"""What the fuzzer adds to its requests: another address of the caller, and the token of the session in forms."""

import os
import random

import schemathesis

CSRF = os.environ.get("FUZZ_CSRF", "")


@schemathesis.hook
def before_call(context, case, kwargs):
    # The limits of requests are of one address; they have tests of their own.
    address = ".".join(str(random.randint(1, 250)) for _ in range(4))
    case.headers["X-Forwarded-For"] = address
    if isinstance(case.body, dict) and "csrf_token" in case.body and random.random() < 0.9:
        case.body["csrf_token"] = CSRF
