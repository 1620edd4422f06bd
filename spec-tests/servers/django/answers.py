"""Answers requests with Django and whichever corsheaders is on the path: one JSON line in, one out."""
import json
import logging
import re
import sys
import types
from io import BytesIO
from urllib.parse import unquote_to_bytes

import django
from django.conf import settings

urls = types.ModuleType("urls")
sys.modules["urls"] = urls
settings.configure(
    ALLOWED_HOSTS=["*"],
    ROOT_URLCONF="urls",
    MIDDLEWARE=["corsheaders.middleware.CorsMiddleware"],
    INSTALLED_APPS=["corsheaders"],
    SECRET_KEY="x",
    DEFAULT_CHARSET="utf-8",
)

from django.core.handlers.wsgi import WSGIHandler
from django.http import HttpResponse
from django.urls import re_path

current = {}
LETTERS = {"i": re.I}


def view(request):
    if current["view"] == "raise":
        raise RuntimeError("the view has failed")
    response = HttpResponse("", status=current["view"]["status"])
    for name, value in current["view"]["headers"]:
        response[name] = value
    return response


urls.urlpatterns = [re_path("", view)]
logging.disable(logging.CRITICAL)
django.setup()
handler = WSGIHandler()


def python_value(value):
    if isinstance(value, list):
        return [python_value(each) for each in value]
    if isinstance(value, dict):
        return re.compile(value["pattern"], LETTERS.get(value.get("flags", ""), 0))
    return value


def answer(question):
    current.clear()
    current.update(question)
    for name in [each for each in dir(settings) if each.startswith("CORS_")]:
        delattr(settings, name)
    for name, value in question["settings"].items():
        setattr(settings, name, python_value(value))
    request = question["request"]
    environ = {
        "REQUEST_METHOD": request["method"],
        "PATH_INFO": unquote_to_bytes(request["path"]).decode("latin-1"),
        "SERVER_NAME": "api.example.com",
        "SERVER_PORT": "443",
        "wsgi.url_scheme": "https",
        "wsgi.input": BytesIO(b""),
        "wsgi.errors": sys.stderr,
    }
    for name, value in request["headers"]:
        environ["HTTP_" + name.upper().replace("-", "_")] = value
    said = []
    body = handler(environ, lambda status, headers: said.extend([status, headers]))
    list(body)
    return [int(said[0].split()[0]), [[name.lower(), value] for name, value in said[1]]]


for line in sys.stdin:
    print(json.dumps(answer(json.loads(line))), flush=True)
