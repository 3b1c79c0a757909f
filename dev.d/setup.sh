# What a fresh machine needs: the .NET SDK (named, not installed), PostgreSQL, and for a few tests nginx, RabbitMQ,
# chromium, curl, Node and Python's requests (installed on Debian as root).

need_sdk() {
    command -v dotnet >/dev/null ||
        fail "the .NET SDK 10 is missing: https://dotnet.microsoft.com/download, or the package dotnet-sdk-10.0"
    # No build server of ours outlives the command.
    export MSBUILDDISABLENODEREUSE=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_CLI_UI_LANGUAGE=en
}

need_postgres() {
    [ -n "${RISK_DATABASE:-}" ] || [ -n "$(pg_newest_bin)" ] || set_up "" postgresql
}

# Programs that a few tests drive as lenders do. Where nobody can be asked, as in CI, they are installed; else their
# tests are skipped and say why.
need_test_programs() {
    local missing
    missing=$(missing_test_programs)
    [ -n "$missing" ] || return 0
    if [ ! -t 0 ] && can_install; then
        install_packages $missing || note "not installed: $missing; the tests that need them are skipped"
    else
        note "missing: $missing (./dev setup); the tests that need them are skipped"
    fi
}

missing_test_programs() {
    [ -x /usr/sbin/nginx ] || printf 'nginx-light '
    [ -n "$(rabbit_program)" ] || printf 'rabbitmq-server '
    /usr/bin/python3 -c 'import requests' 2>/dev/null || printf 'python3-requests '
    [ -x /usr/bin/chromium ] || printf 'chromium '
    compgen -G '/usr/lib/*/libgomp.so.1' >/dev/null || compgen -G '/lib/*/libgomp.so.1' >/dev/null || printf 'libgomp1 '
    command -v curl >/dev/null || printf 'curl '
    command -v openssl >/dev/null || printf 'openssl '
    node -e 'process.exit(globalThis.fetch ? 0 : 1)' 2>/dev/null || printf 'nodejs '
}

# The broker's own script, which anybody may run; Debian's in the path wants root.
rabbit_program() { compgen -G '/usr/lib/rabbitmq/lib/*/sbin/rabbitmq-server' | head -1 || true; }

do_setup() {
    local yes="" argument missing=""
    for argument in "$@"; do
        case "$argument" in
            --yes | -y) yes=1 ;;
            *) fail "setup knows --yes only, not $argument" ;;
        esac
    done
    [ -n "$(pg_newest_bin)" ] || missing="postgresql "
    missing+=$(missing_test_programs)
    if [ -z "$missing" ]; then
        note "everything is here: PostgreSQL in $(pg_newest_bin), and the programs that a few tests drive"
        return
    fi
    set_up "$yes" $missing
}

# Installs Debian packages, after asking where somebody can be asked.
set_up() {
    local yes=$1 answer
    shift
    can_install || cannot_install "$*"
    if [ -z "$yes" ] && [ -t 0 ]; then
        read -r -p "Install $* with apt-get (no server will be left running)? [y/N] " answer
        [[ "$answer" = [yY] ]] || fail "nothing was installed; RISK_DATABASE= may name a server of yours"
    fi
    install_packages "$@" || fail "apt-get could not install $*"
    [ -n "$(pg_newest_bin)" ] || fail "the installed PostgreSQL is older than 15: name a newer one with RISK_DATABASE="
}

can_install() { command -v apt-get >/dev/null && [ "$(id -u)" -eq 0 ]; }

cannot_install() {
    if [[ "$1" == *postgresql* ]]; then
        fail "PostgreSQL 15 or newer is missing. Install it (Debian, Ubuntu: apt-get install postgresql), or name one:
    RISK_DATABASE='Host=…;Port=5432;Username=…;Password=…' ./dev …"
    fi
    fail "missing, for a few tests only: $1 (Debian, Ubuntu: apt-get install $1, as root)"
}

# Debian's packages start what they install: a PostgreSQL cluster, an nginx, a broker. Only while ours are installed
# they are told not to, and what came up all the same is stopped: exactly that.
install_packages() {
    local configuration=/etc/postgresql-common/createcluster.d/orleansrisk.conf before after result=0
    say "installing $*"
    before=$(running_clusters)
    mkdir -p "${configuration%/*}"
    echo "create_main_cluster = false" >"$configuration"
    at_exit "rm -f $configuration"
    keep_quiet
    apt-get -q update >&2 || note "apt-get update failed; trying with the lists that are here"
    DEBIAN_FRONTEND=noninteractive apt-get -q install -y --no-install-recommends "$@" >&2 || result=1
    rm -f "$configuration"
    after=$(running_clusters)
    comm -13 <(printf '%s\n' "$before") <(printf '%s\n' "$after") | while read -r version name; do
        [ -z "$version" ] || pg_ctlcluster "$version" "$name" stop
    done
    # Nor does it begin with the machine, which did not have it before.
    local service
    for service in nginx rabbitmq-server; do
        [[ "$*" != *$service* ]] || ! command -v systemctl >/dev/null ||
            systemctl --quiet disable "$service" 2>/dev/null || true
    done
    return "$result"
}

# Debian asks /usr/sbin/policy-rc.d before it starts anything; an administrator's own answer is left alone.
keep_quiet() {
    local policy=/usr/sbin/policy-rc.d
    [ ! -e "$policy" ] || return 0
    printf '#!/bin/sh\nexit 101\n' >"$policy"
    chmod 755 "$policy"
    at_exit "rm -f $policy"
}

running_clusters() {
    command -v pg_lsclusters >/dev/null || return 0
    pg_lsclusters -h | awk '$4 ~ /online/ {print $1, $2}' | sort
}
