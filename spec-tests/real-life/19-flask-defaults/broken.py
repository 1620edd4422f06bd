# After flask-cors#202: origins are any, so credentials are for anybody.
from flask import Flask, jsonify
from flask_cors import CORS

app = Flask(__name__)
CORS(
    app,
    supports_credentials=True,
)


@app.route("/me")
def me():
    return jsonify(name="Ada")
