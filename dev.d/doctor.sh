# What is here, what is missing, and what works without it.

do_doctor() {
    local sdk="" bin
    command -v dotnet >/dev/null && sdk=$(dotnet --version 2>/dev/null || true)
    have ".NET SDK" "$sdk" "nothing works without it: https://dotnet.microsoft.com/download (10.0)"
    bin=$(pg_newest_bin)
    if [ -n "${RISK_DATABASE:-}" ]; then
        have "PostgreSQL" "the server of RISK_DATABASE" ""
    else
        have "PostgreSQL" "${bin:+$("$bin/postgres" --version | sed -E 's/^[^0-9]*//') in $bin}" \
            "./dev setup installs it (Debian, root), or RISK_DATABASE= names a server; ./dev test Core runs without it"
    fi
    have "nginx" "$([ ! -x /usr/sbin/nginx ] || /usr/sbin/nginx -v 2>&1 | sed 's/.*: //')" \
        "./dev setup installs it (Debian, root); the tests behind a proxy are skipped without it"
    have "RabbitMQ" "$(rabbit_program)" \
        "./dev setup installs it (Debian, root); the tests of consuming a queue are skipped without it"
    have "requests" "$(/usr/bin/python3 -c 'import requests; print(requests.__version__)' 2>/dev/null || true)" \
        "./dev setup installs python3-requests (Debian, root); the tests of Python clients are skipped without it"
    have "Node" "$(node --version 2>/dev/null || true)" \
        "./dev setup installs nodejs (Debian, root); the tests of Node's fetch are skipped without it"
    have "npm" "$(npm --version 2>/dev/null || true)" \
        "Debian's npm, as root; only ./dev soak generates a client with it"
    have "browser" "$([ ! -x /usr/bin/chromium ] || /usr/bin/chromium --version 2>/dev/null)" \
        "./dev setup installs chromium (Debian, root); the tests of the live page are skipped without it"
    doctor_packages "$sdk"
}

have() {
    if [ -n "$2" ]; then
        printf 'ok       %-11s %s\n' "$1" "$2"
    else
        printf 'missing  %-11s %s\n' "$1" "$3"
    fi
}

# Every package of Directory.Packages.props that a restore cannot find.
doctor_packages() {
    [ -n "$1" ] || return 0
    local log missing line
    log=$(mktemp)
    at_exit "rm -f $log"
    if dotnet restore OrleansRisk.sln -v quiet >"$log" 2>&1; then
        have "packages" "all that the solution names restore" ""
        return
    fi
    missing=$(grep -oE "NU110[0-9]: [^.]*" "$log" | sort -u || true)
    [ -n "$missing" ] || { have "packages" "" "restore failed: $(tail -3 "$log")"; return; }
    while read -r line; do have "package" "" "$line"; done <<<"$missing"
}
