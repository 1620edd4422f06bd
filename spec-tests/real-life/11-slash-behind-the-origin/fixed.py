# An origin has no path, not even a slash.
from flask import Flask
from flask_cors import CORS

app = Flask(__name__)
app.config["CORS_ORIGINS"] = ["https://app.example.com"]
app.config["CORS_METHODS"] = ["GET", "POST"]
app.config["CORS_ALLOW_HEADERS"] = ["Content-Type"]
app.config["CORS_SUPPORTS_CREDENTIALS"] = True
CORS(app)
