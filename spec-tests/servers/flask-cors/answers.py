"""Answers requests with Flask and whichever flask_cors is on the path: one JSON line in, one out.

A line has the app as `flask()` of src/servers/flask-cors takes it, with views as data, and one request.
"""
import json
import logging
import re
import sys
from datetime import timedelta
from urllib.parse import unquote_to_bytes

from flask import Flask, abort, make_response
from flask_cors import CORS, cross_origin
from werkzeug.debug import DebuggedApplication
from werkzeug.test import create_environ, run_wsgi_app

logging.disable(logging.CRITICAL)
LETTERS = {"a": re.A, "i": re.I, "m": re.M, "s": re.S, "x": re.X}
FAILED = [500, [["content-type", "text/html; charset=utf-8"]]]


def python_value(value):
    if isinstance(value, list):
        return [python_value(each) for each in value]
    if not isinstance(value, dict):
        return value
    if "pattern" in value:
        flags = 0
        for letter in value.get("flags", ""):
            flags |= LETTERS[letter]
        return re.compile(value["pattern"], flags)
    if "seconds" in value:
        return timedelta(seconds=value["seconds"])
    if "entries" in value:
        return {python_value(key): python_value(each) for key, each in value["entries"]}
    return {key: python_value(each) for key, each in value.items()}


def view_of(view):
    def run(**_):
        if view == "raise":
            raise RuntimeError("the view has failed")
        if "abort" in view:
            abort(view["abort"])
        response = make_response("", view["status"])
        for name, value in view["headers"]:
            response.headers.add(name, value)
        return response

    return run


def app_of(given):
    app = Flask("app", static_folder=None)
    app.debug = given.get("debug", False)
    app.config.update(python_value(given.get("config", {})))
    if "cors" in given:
        CORS(app, **python_value(given["cors"]))
    if "before" in given:
        app.before_request(lambda: ("", given["before"]))
    for number, route in enumerate(given["routes"]):
        view = view_of(route["view"])
        if "crossOrigin" in route:
            view = cross_origin(**python_value(route["crossOrigin"]))(view)
        # As the decorator of a route does, which leaves the methods to Flask where none are named.
        options = {"methods": route["methods"]} if "methods" in route else {}
        app.add_url_rule(route["rule"], str(number), view, **options)
    if app.debug:
        app.wsgi_app = DebuggedApplication(app.wsgi_app)
    return app


def ask(app, request):
    environ = create_environ("/", request["base"], method=request["method"])
    environ["PATH_INFO"] = unquote_to_bytes(request["path"]).decode("latin-1")
    environ["QUERY_STRING"] = request["query"]
    environ["wsgi.errors"] = open("/dev/null", "w")
    for name, value in request["headers"]:
        key = "HTTP_" + name.upper().replace("-", "_")
        environ[key] = environ[key] + ", " + value if key in environ else value
    try:
        body, status, headers = run_wsgi_app(app, environ, buffered=True)
        body.close() if hasattr(body, "close") else None
        for name, value in headers:
            value.encode("latin-1")
    except Exception:
        # What leaves the app is answered by the server around it.
        return FAILED
    return [int(status.split()[0]), [[name.lower(), value] for name, value in headers]]


def answer(question):
    try:
        app = app_of(question)
    except Exception as error:
        return {"refused": f"{type(error).__name__}: {error}"}
    return ask(app, question["request"])


for line in sys.stdin:
    print(json.dumps(answer(json.loads(line))), flush=True)
