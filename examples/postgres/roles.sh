#!/bin/sh
# Makes the database's three roles and its one database (docs/operations.md, "Database roles"). PostgreSQL's image runs it
# as the superuser when it sets itself up. The passwords are files, as Docker and systemd give them.
set -eu
secrets=${SECRETS:-/run/secrets}
scripts=${SCRIPTS:-/usr/local/share/hospital}
OWNER_PASSWORD=$(cat "$secrets/owner_password")
WEB_PASSWORD=$(cat "$secrets/web_password")
READ_PASSWORD=$(cat "$secrets/read_password")
export OWNER_PASSWORD WEB_PASSWORD READ_PASSWORD
# By the environment: an argument could be read by everybody on the machine.
psql --no-psqlrc --quiet --set=ON_ERROR_STOP=1 --username="${POSTGRES_USER:-postgres}" --dbname=postgres <<SQL
\\getenv owner_password OWNER_PASSWORD
\\getenv web_password WEB_PASSWORD
\\getenv read_password READ_PASSWORD
\\include $scripts/roles.sql
SQL
