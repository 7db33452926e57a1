# One image for every service: web (the default command), worker, delivery and migrations.
# compose.yaml shows which command and which settings each of them runs with.

FROM python:3.13-slim-trixie AS build
ENV PATH=/app/.venv/bin:$PATH \
    UV_COMPILE_BYTECODE=1 \
    UV_LINK_MODE=copy \
    UV_PYTHON_DOWNLOADS=never
RUN pip install --no-cache-dir "uv==0.13.*"
WORKDIR /app
COPY pyproject.toml uv.lock ./
RUN uv sync --locked --no-dev --extra redis
COPY LICENSE manage.py ./
COPY api api
COPY cms cms
COPY docs/editors-guide.md docs/
COPY procedures procedures
# Production settings refuse to load without their variables. These values last for this line only.
RUN DJANGO_SETTINGS_MODULE=cms.settings.production \
    SECRET_KEY=only-for-collecting-static-files-and-then-gone-again \
    ALLOWED_HOSTS=localhost \
    ADMIN_BASE_URL=http://localhost \
    DATABASE_URL=postgresql://localhost/none \
    python manage.py collectstatic --noinput

FROM python:3.13-slim-trixie
# Production settings by name: manage.py alone would choose those of development.
# PORT and WEB_CONCURRENCY are read by gunicorn and by the delivery plane, GUNICORN_CMD_ARGS by gunicorn. Set them anew to
# tune these.
ENV PATH=/app/.venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    DJANGO_SETTINGS_MODULE=cms.settings.production \
    HOSPITAL_DATA=/var/lib/hospital \
    PORT=8000 \
    WEB_CONCURRENCY=2 \
    GUNICORN_CMD_ARGS="--preload --worker-class=gthread --threads=4 --timeout=60 --graceful-timeout=30 --worker-tmp-dir=/dev/shm --no-control-socket --access-logfile=- --logger-class=cms.gunicorn_log.Logger"
# A new volume takes its owner from the folder in the image.
RUN groupadd --gid 10001 hospital \
    && useradd --uid 10001 --gid hospital --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin hospital \
    && install --directory --owner=hospital --group=hospital /var/lib/hospital/media
WORKDIR /app
COPY --from=build /app /app
# By number, so that platforms can see that it is not root.
USER 10001:10001
VOLUME /var/lib/hospital/media
EXPOSE 8000
# Not by urllib, which would go through a configured proxy.
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s --retries=3 \
    CMD ["python", "-c", "import http.client, os; connection = http.client.HTTPConnection('127.0.0.1', int(os.environ['PORT']), timeout=4); connection.request('GET', '/healthz'); raise SystemExit(connection.getresponse().status != 200)"]
CMD ["gunicorn", "cms.wsgi:application"]
