# Two origins, named.
from flask import Flask, jsonify
from flask_cors import CORS

app = Flask(__name__)
CORS(
    app,
    origins=["https://app.example.com", "https://admin.example.com"],
    methods=["GET", "POST"],
    allow_headers=["Content-Type"],
    supports_credentials=True,
    max_age=600,
)


@app.route("/me")
def me():
    return jsonify(name="Ada")
