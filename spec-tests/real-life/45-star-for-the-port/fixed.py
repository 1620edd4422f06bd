# Both ports, written out.
from flask import Flask, jsonify
from flask_cors import CORS

app = Flask(__name__)
CORS(
    app,
    origins=["https://app.example.com", "https://app.example.com:8443"],
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
