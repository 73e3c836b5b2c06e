# One image: the site on granian, as a user without rights. Data lives in /data.
FROM python:3.13-slim

ENV PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    PIP_DISABLE_PIP_VERSION_CHECK=1 \
    PIP_NO_CACHE_DIR=1 \
    DATA_DIR=/data

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
CMD ["sh", "-ec", "python manage.py check --deploy --fail-level WARNING; python manage.py migrate --no-input; python manage.py collectstatic --no-input --verbosity 0; exec granian --interface wsgi --host 0.0.0.0 --port 8000 --workers 2 --blocking-threads 4 --respawn-failed-workers --workers-kill-timeout 20 --no-access-log --log-config project/server_logs.json project.wsgi:application"]
