CORS_ORIGINS = ["https://*.example.com"]
CORS_SUPPORTS_CREDENTIALS = True
