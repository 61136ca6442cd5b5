#!/bin/sh
# Keeps a PostgreSQL server for tests: keep_postgres.sh FOLDER
#
# FOLDER (given empty) then holds one of the files ready, missing (no server is installed) or failed (see the file log). It
# answers at its socket in FOLDER only, to the user potensial, and keeps nothing safe. Once standard input ends, however
# the tests ended, it is stopped and FOLDER removed. Root hands it to the user postgres: PostgreSQL does not run as root.
set -u
trap '' INT HUP TERM
folder=$1
cd "$folder" || exit 1

programs=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1)
[ -n "$programs" ] || programs=$(dirname "$(command -v initdb)" 2>/dev/null)
as_server() { "$@"; }
if [ "$(id -u)" = 0 ]; then
  as_server() { setpriv --reuid=postgres --regid=postgres --clear-groups "$@"; }
  chown postgres:postgres "$folder" 2>/dev/null || programs=
fi

start() {
  as_server "$programs/initdb" -D data -U potensial -A trust -E UTF8 --locale=C --no-sync &&
    as_server "$programs/pg_ctl" -D data -l server.log -w -t 60 start \
      -o "-k $folder -c listen_addresses= -c fsync=off -c full_page_writes=off -c autovacuum=off"
}

if [ ! -x "$programs/initdb" ]; then
  touch missing
elif start >log 2>&1; then
  touch ready
else
  cat server.log >>log 2>/dev/null
  touch failed
fi
while read -r _; do :; done
[ ! -e ready ] || as_server "$programs/pg_ctl" -D data -m immediate stop >>log 2>&1
cd / && rm -rf "$folder"
