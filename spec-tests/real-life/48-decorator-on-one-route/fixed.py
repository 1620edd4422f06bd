# The rules of the application hold for this route too.
from flask import Flask, jsonify
from flask_cors import CORS

app = Flask(__name__)
CORS(
    app,
    origins=["https://app.example.com", "https://admin.example.com"],
    methods=["GET", "POST"],
    allow_headers=["Content-Type"],
    supports_credentials=True,
)


@app.route("/me")
def me():
    return jsonify(name="Ada")


@app.route("/me/export")
def export():
    return jsonify(name="Ada", address="12 St James's Square")


@app.route("/orders", methods=["POST"])
def orders():
    return jsonify(id=7), 201
