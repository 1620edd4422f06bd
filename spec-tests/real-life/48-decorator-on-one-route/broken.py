# After corydolphin/flask-cors#284: the decorator of one route starts from the defaults, and the defaults are everybody.
from flask import Flask, jsonify
from flask_cors import CORS, cross_origin

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
@cross_origin(supports_credentials=True)
def export():
    return jsonify(name="Ada", address="12 St James's Square")


@app.route("/orders", methods=["POST"])
def orders():
    return jsonify(id=7), 201
