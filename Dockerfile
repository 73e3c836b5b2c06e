# One image: the site on granian, as a user without rights. Data lives in /data.
FROM python:3.13-slim

ENV PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    PIP_DISABLE_PIP_VERSION_CHECK=1 \
    PIP_NO_CACHE_DIR=1 \
    DATA_DIR=/data

ENV GRANIAN_INTERFACE=wsgi \
    GRANIAN_HOST=0.0.0.0 \
    GRANIAN_PORT=8000 \
    GRANIAN_WORKERS=2 \
    GRANIAN_BLOCKING_THREADS=4 \
    GRANIAN_RESPAWN_FAILED_WORKERS=true \
    GRANIAN_WORKERS_KILL_TIMEOUT=20 \
    GRANIAN_LOG_ACCESS_ENABLED=false \
    GRANIAN_LOG_CONFIG=project/server_logs.json

# pg_dump and pg_restore, for backups; no older than the server of docker-compose.yml.
RUN apt-get update \
    && apt-get install --no-install-recommends --yes postgresql-client \
    && rm -rf /var/lib/apt/lists/*

RUN useradd --system --uid 10001 --home-dir /app --shell /usr/sbin/nologin onrecord \
    && install -d -o onrecord -g onrecord /data

WORKDIR /app
COPY requirements.txt .
RUN pip install --require-hashes -r requirements.txt
COPY . .

USER onrecord
VOLUME /data
EXPOSE 8000

# A start with anything missing or unsafe ends here, with one line that says what. Told to stop, the
# server takes no more requests, answers those it has, and ends.
STOPSIGNAL SIGTERM
CMD ["sh", "-ec", "python manage.py check --deploy --fail-level WARNING; python manage.py migrate --no-input; python manage.py collectstatic --no-input --verbosity 0; exec granian project.wsgi:application"]
