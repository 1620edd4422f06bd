"""Answers requests with whichever Starlette is on the path: one JSON line in, one out."""
import asyncio
import json
import sys

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.routing import Mount


def view_of(view):
    async def run(scope, receive, send):
        if view == "raise":
            raise RuntimeError("the view has failed")
        headers = [(name.lower().encode(), value.encode("latin-1")) for name, value in view["headers"]]
        await send({"type": "http.response.start", "status": view["status"], "headers": headers})
        await send({"type": "http.response.body", "body": b""})

    return run


async def ask(app, request):
    sent = []

    async def receive():
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message):
        sent.append(message)

    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "scheme": "https",
        "server": ("api.example.com", 443),
        "method": request["method"],
        "path": "/x",
        "raw_path": b"/x",
        "root_path": "",
        "query_string": b"",
        "headers": [(name.encode(), value.encode("latin-1")) for name, value in request["headers"]],
    }
    try:
        await app(scope, receive, send)
    except RuntimeError:
        # Raised once more after the answer, for the server's log.
        pass
    start = sent[0]
    body = b"".join(message.get("body", b"") for message in sent[1:])
    headers = [[name.decode(), value.decode("latin-1")] for name, value in start["headers"]]
    return [start["status"], headers, body.decode()]


def answer(question):
    app = Starlette(
        routes=[Mount("/", app=view_of(question["view"]))],
        middleware=[Middleware(CORSMiddleware, **question["options"])],
    )
    try:
        return asyncio.run(ask(app, question["request"]))
    except TypeError as error:
        # An option that the version does not have.
        return {"refused": str(error)}


for line in sys.stdin:
    print(json.dumps(answer(json.loads(line))), flush=True)
