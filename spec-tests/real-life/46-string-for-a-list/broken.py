# One string where a list belongs. Python's "in" looks for a part of it, so every beginning of a name is a name.
from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

app = FastAPI()
app.add_middleware(
    CORSMiddleware,
    allow_origins="https://app.example.com,https://admin.example.com",
    allow_methods=["GET", "POST"],
    allow_headers=["Content-Type"],
    allow_credentials=True,
)


@app.get("/me")
def me():
    return {"name": "Ada"}


@app.post("/orders", status_code=201)
def orders():
    return {"id": 7}
