# After Verath#299: any, from 1.0 on with credentials, and before it as soon as there is a cookie.
from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

app = FastAPI()
app.add_middleware(
    CORSMiddleware,
    allow_origins=["*"],
    allow_credentials=True,
    allow_methods=["GET", "POST"],
    allow_headers=["Content-Type"],
)


@app.get("/me")
def me():
    return {"name": "Ada"}
