# One origin.
from flask import Flask, jsonify
from flask_cors import CORS

app = Flask(__name__)
CORS(
    app,
    origins=["https://app.example.com"],
    methods=["GET", "POST"],
    allow_headers=["Content-Type"],
    supports_credentials=True,
)


@app.route("/me")
def me():
    return jsonify(name="Ada")
