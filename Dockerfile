# Tifa for a team: see docs/operating.md. The image holds no data, no key and no password.
FROM python:3.11-slim
# Chinese names in charts that leave as PNG need a font with Chinese characters.
RUN apt-get update && apt-get install --yes --no-install-recommends fonts-droid-fallback && rm -rf /var/lib/apt/lists/*
RUN useradd --create-home tifa && install --directory --owner tifa --mode 0700 /data
WORKDIR /srv/tifa
COPY requirements.txt .
RUN python -m pip install --no-cache-dir --require-hashes --requirement requirements.txt
COPY . .
USER tifa
ENV TIFA_DATA=/data TIFA_HOST=0.0.0.0 PYTHONUNBUFFERED=1
VOLUME /data
EXPOSE 8000
CMD ["sh", "-c", "python manage.py prepare && exec gunicorn --config config/server.py config.wsgi"]
