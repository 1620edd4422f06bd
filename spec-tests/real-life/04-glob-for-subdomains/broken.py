# The star is a glob to whoever wrote it; the package reads a regular expression.
from flask import Flask, jsonify
from flask_cors import CORS

app = Flask(__name__)
CORS(
    app,
    origins=["https://*.example.com"],
    methods=["GET", "POST"],
    allow_headers=["Content-Type"],
    supports_credentials=True,
)


@app.route("/me")
def me():
    return jsonify(name="Ada")
