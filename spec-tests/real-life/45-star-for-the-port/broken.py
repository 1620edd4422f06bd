# After corydolphin/flask-cors#209: a star for the port, which is read as a pattern: as many colons as you like, and then anything.
from flask import Flask, jsonify
from flask_cors import CORS

app = Flask(__name__)
CORS(
    app,
    origins="https://app.example.com:*",
    methods=["GET", "POST"],
    allow_headers=["Content-Type"],
    supports_credentials=True,
)


@app.route("/me")
def me():
    return jsonify(name="Ada")


@app.route("/orders", methods=["POST"])
def orders():
    return jsonify(id=7), 201
