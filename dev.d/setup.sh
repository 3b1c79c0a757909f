# What a fresh machine needs: the .NET SDK (named, not installed) and PostgreSQL (installed on Debian as root).

need_sdk() {
    command -v dotnet >/dev/null ||
        fail "the .NET SDK 10 is missing: https://dotnet.microsoft.com/download, or the package dotnet-sdk-10.0"
    # No build server of ours outlives the command.
    export MSBUILDDISABLENODEREUSE=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_CLI_UI_LANGUAGE=en
}

need_postgres() {
    [ -n "${RISK_DATABASE:-}" ] || [ -n "$(pg_newest_bin)" ] || do_setup
}

do_setup() {
    local yes="" argument
    for argument in "$@"; do
        case "$argument" in
            --yes | -y) yes=1 ;;
            *) fail "setup knows --yes only, not $argument" ;;
        esac
    done
    if [ -n "$(pg_newest_bin)" ]; then
        note "PostgreSQL is here: $(pg_newest_bin)"
        return
    fi
    can_install
    if [ -z "$yes" ] && [ -t 0 ]; then
        read -r -p "Install PostgreSQL with apt-get (no server will be left running)? [y/N] " argument
        [[ "$argument" = [yY] ]] || fail "nothing was installed; RISK_DATABASE= may name a server of yours"
    fi
    install_postgres
}

can_install() {
    command -v apt-get >/dev/null && [ "$(id -u)" -eq 0 ] && return
    fail "PostgreSQL 15 or newer is missing. Install it (Debian, Ubuntu: apt-get install postgresql), or name a server:
    RISK_DATABASE='Host=…;Port=5432;Username=…;Password=…' ./dev …"
}

# Debian's package makes and starts a cluster of its own. Only while ours installs, it is told not to; and should one
# come up all the same, exactly that one is stopped.
install_postgres() {
    local configuration=/etc/postgresql-common/createcluster.d/orleansrisk.conf before after
    say "installing PostgreSQL"
    before=$(running_clusters)
    mkdir -p "${configuration%/*}"
    echo "create_main_cluster = false" >"$configuration"
    at_exit "rm -f $configuration"
    apt-get -q update >&2 || note "apt-get update failed; trying with the lists that are here"
    DEBIAN_FRONTEND=noninteractive apt-get -q install -y --no-install-recommends postgresql >&2 ||
        fail "apt-get could not install postgresql"
    rm -f "$configuration"
    after=$(running_clusters)
    comm -13 <(printf '%s\n' "$before") <(printf '%s\n' "$after") | while read -r version name; do
        [ -z "$version" ] || pg_ctlcluster "$version" "$name" stop
    done
    [ -n "$(pg_newest_bin)" ] || fail "the installed PostgreSQL is older than 15: name a newer one with RISK_DATABASE="
}

running_clusters() {
    command -v pg_lsclusters >/dev/null || return 0
    pg_lsclusters -h | awk '$4 ~ /online/ {print $1, $2}' | sort
}
