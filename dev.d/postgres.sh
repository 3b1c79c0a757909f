# A private PostgreSQL for one invocation: own data directory, Unix socket, loopback port and password, fsync on.
# Nothing is shared between invocations, so any number may run at once; what a killed one left behind is swept by the
# next.

pg_newest_bin() {
    local candidate newest="" version best=14
    for candidate in /usr/lib/postgresql/*/bin /usr/pgsql-*/bin /opt/homebrew/opt/postgresql@*/bin \
        "$(command -v postgres >/dev/null && dirname "$(command -v postgres)")"; do
        [ -x "$candidate/initdb" ] && [ -x "$candidate/postgres" ] || continue
        version=$("$candidate/postgres" --version | sed -E 's/^[^0-9]*([0-9]+).*/\1/')
        if [ "$version" -gt "$best" ]; then
            best=$version newest=$candidate
        fi
    done
    printf '%s' "$newest"
}

# PostgreSQL refuses to run as root: there the `postgres` user of the package runs it.
pg_as() {
    if [ "$(id -u)" -eq 0 ]; then
        setpriv --reuid=postgres --regid=postgres --init-groups --reset-env "$@"
    else
        "$@"
    fi
}

# A directory that the server's user may enter: .dev/postgres, or one in /var/tmp where the checkout is closed to it.
pg_home() {
    local home="$root/.dev/postgres"
    mkdir -p "$home"
    if ! pg_as /usr/bin/test -x "$home"; then
        home="/var/tmp/orleansrisk-$(id -u)-$(printf '%s' "$root" | cksum | cut -d' ' -f1)"
        mkdir -p -m 755 "$home"
        [ -O "$home" ] && [ ! -L "$home" ] || fail "$home belongs to somebody else"
    fi
    printf '%s' "$home"
}

free_port() {
    local port
    while :; do
        port=$((20000 + RANDOM % 12000))
        port_in_use "$port" || break
    done
    printf '%s' "$port"
}

port_in_use() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

# As strict about durability as production, and no more connections or memory than tests need. When each commit began
# is kept for `./dev bench feed`.
pg_settings() {
    cat <<'SETTINGS'
listen_addresses = '127.0.0.1'
fsync = on
full_page_writes = on
synchronous_commit = on
track_commit_timestamp = on
max_connections = 400
shared_buffers = 256MB
max_wal_size = 4GB
log_min_messages = warning
timezone = 'UTC'
SETTINGS
}

pg_create() {
    mkdir -p "$pg_dir"
    mkdir -m 700 "$pg_dir/data"
    pg_password=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
    (umask 077 && printf '%s' "$pg_password" >"$pg_dir/password")
    if [ "$(id -u)" -eq 0 ]; then
        chown postgres: "$pg_dir/data" "$pg_dir/password"
    fi
    pg_as "$pg_bin/initdb" -D "$pg_dir/data" -U postgres --pwfile="$pg_dir/password" --auth-local=trust \
        --auth-host=scram-sha-256 -E UTF8 --locale=C --data-checksums >"$pg_dir/initdb.log" 2>&1 ||
        { cat "$pg_dir/initdb.log" >&2; fail "initdb failed"; }
    pg_settings | pg_as tee -a "$pg_dir/data/postgresql.conf" >/dev/null
}

# Starts the server of $pg_dir on a free port; another process may take the port in between, so it tries a few.
pg_start() {
    local attempt log="$pg_dir/data/server.log"
    # Not in the checkout, which may lie deep: a socket's path holds 107 bytes.
    pg_socket=$(mktemp -d /tmp/orleansrisk-pg.XXXXXX)
    if [ "$(id -u)" -eq 0 ]; then chown postgres: "$pg_socket"; fi
    for attempt in 1 2 3 4 5; do
        pg_port=$(free_port)
        # The lock of this invocation must not live on in the server.
        if pg_as "$pg_bin/pg_ctl" -D "$pg_dir/data" -l "$log" -w -t 60 -s \
            -o "-p $pg_port -c unix_socket_directories='$pg_socket'" start 9>&- >/dev/null 2>&1; then
            return
        fi
    done
    pg_as tail -20 "$log" >&2
    fail "PostgreSQL did not start"
}

pg_stop() {
    pg_as "$pg_bin/pg_ctl" -D "$pg_dir/data" -m immediate -w -s stop >/dev/null 2>&1 || true
    rm -rf "${pg_socket:?}"
    [ "$1" = keep ] || rm -rf "${pg_dir:?}"
}

# Takes away what invocations left that were killed: their lock is free.
pg_sweep() {
    local home=$1 left
    for left in "$home"/run-*; do
        [ -d "$left" ] || continue
        (
            exec 8>"$left/lock"
            flock -n 8 || exit 0
            pg_as "$pg_bin/pg_ctl" -D "$left/data" -m immediate -w -s stop >/dev/null 2>&1 7>&- 8>&- || true
            rm -rf "$left"
        ) || true
    done
}

# By the socket, where nobody else can enter and the roles that migrations make need no password. The loopback port is
# for people and their tools, with the password.
pg_export() {
    export RISK_DATABASE="Host=$pg_socket;Port=$pg_port;Username=postgres;Database=postgres"
    export RISK_POSTGRES_BIN="$pg_bin"
}

# RISK_DATABASE as given, or a private server until this invocation ends.
with_database() {
    if [ -n "${RISK_DATABASE:-}" ]; then
        note "PostgreSQL: the server of RISK_DATABASE"
        return
    fi
    local home
    pg_bin=$(pg_newest_bin)
    home=$(pg_home)
    # Under one lock, so that nobody sweeps a directory between its making and its locking.
    exec 7>"$home/lock"
    flock 7
    pg_sweep "$home"
    pg_dir=$(mktemp -d "$home/run-XXXXXX")
    chmod 755 "$pg_dir"
    exec 9>"$pg_dir/lock"
    flock 9
    exec 7>&-
    at_exit "pg_stop remove"
    pg_create
    pg_start
    pg_export
    note "$("$pg_bin/postgres" --version): a private one in $pg_socket, until this ends"
}

# The server of `./dev run`, whose data stay.
with_lasting_database() {
    if [ -n "${RISK_DATABASE:-}" ]; then
        note "PostgreSQL: the server of RISK_DATABASE"
        return
    fi
    pg_bin=$(pg_newest_bin)
    pg_dir="$(pg_home)/lasting"
    mkdir -p "$pg_dir"
    exec 9>"$pg_dir.lock"
    flock -n 9 || fail "another ./dev run of this checkout is under way"
    if [ "${1:-}" = --fresh ]; then rm -rf "${pg_dir:?}"; fi
    # A server whose script was killed still runs: stop it before it is started again.
    if [ -d "$pg_dir/data" ]; then
        pg_as "$pg_bin/pg_ctl" -D "$pg_dir/data" -m fast -w -s stop >/dev/null 2>&1 9>&- || true
    fi
    if [ ! -s "$pg_dir/data/PG_VERSION" ]; then
        rm -rf "${pg_dir:?}"
        pg_create
    fi
    pg_password=$(cat "$pg_dir/password")
    at_exit "pg_stop keep"
    pg_start
    pg_export
    note "PostgreSQL: a private one in $pg_socket, and on 127.0.0.1:$pg_port (password in $pg_dir/password)"
}
