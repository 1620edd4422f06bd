# Starlette matches the whole origin, so the pattern needs no anchors.
from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

app = FastAPI()
app.add_middleware(
    CORSMiddleware,
    allow_origin_regex=r"https://(app|admin)\.example\.com",
    allow_methods=["GET", "POST"],
    allow_headers=["Content-Type"],
    allow_credentials=True,
    max_age=600,
)


@app.get("/me")
def me():
    return {"name": "Ada"}
