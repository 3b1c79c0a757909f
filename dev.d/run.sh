# `./dev run`: one silo alone whose data stay, with a lender in it, and what to type next. `./dev risk` acts on it.

# Beside the database: the key that wraps the tenants' keys, the operator's and the lender's key, and where it listens.
# A check that runs beside names a folder of its own.
run_dir="${RISK_RUNFOLDER:-$root/.dev}"

run_host() {
    local host
    export_programs
    export RISK_KEYFILE="${RISK_KEYFILE:-$run_dir/run.key}" RISK_OPERATORKEYFILE="$run_dir/run.operator"
    export RISK_PORT RISK_HTTP2PORT
    mkdir -p "$run_dir"
    RISK_PORT=$(run_port "${RISK_PORT:-5080}")
    RISK_HTTP2PORT=$(run_port "${RISK_HTTP2PORT:-5081}")
    [ -s "$RISK_OPERATORKEYFILE" ] || run_secret "ork_my_$(hex 10)_$(hex 32)" run.operator
    "$RISK_HOST" serve 9>&- &
    host=$!
    at_exit "kill -TERM $host 2>/dev/null; wait $host"
    at_exit "rm -f '$run_dir/run.env'"
    until curl -sf -o /dev/null "$(run_url)/health/ready"; do
        kill -0 "$host" 2>/dev/null || { wait "$host" || exit $?; exit; }
        sleep 0.1
    done
    printf 'export RISK_URL=http://localhost:%s RISK_KEY_FILE=%q\n' \
        "$RISK_HTTP2PORT" "$run_dir/run.lender" >"$run_dir/run.env"
    run_lender
    run_next
    wait "$host"
}

# What listens there already would answer in the host's place.
run_port() {
    if [ "$1" -eq 0 ]; then
        free_port
    elif port_in_use "$1"; then
        fail "port $1 is in use: stop what listens there, or RISK_PORT=0 RISK_HTTP2PORT=0 ./dev run takes free ports"
    else
        printf '%s' "$1"
    fi
}

run_url() { printf 'http://localhost:%s' "$RISK_PORT"; }

run_secret() { (umask 077 && printf '%s\n' "$1" >"$run_dir/$2"); }

hex() { od -An "-N$1" -tx1 /dev/urandom | tr -d ' \n'; }

# A first lender and its key, unless the database still takes the key that is here.
run_lender() {
    local tenant key
    ! curl -sf -o /dev/null -H "Authorization: Bearer $(cat "$run_dir/run.lender" 2>/dev/null)" \
        "$(run_url)/v1/accounts?limit=1" || return 0
    tenant=$(run_operator tenants "{\"name\":\"lender-$(hex 2)\",\"retention_months\":120}" | json_text tenant)
    key=$(run_operator "tenants/$tenant/keys" \
        '{"label":"dev run","roles":["admin","ingest","history","read","analyst"]}' | json_text secret)
    [ -n "$key" ] || fail "the host is ready, but it made no lender"
    run_secret "$key" run.lender
}

run_operator() {
    curl -sS -H "Authorization: Bearer $(cat "$RISK_OPERATORKEYFILE")" -H 'Content-Type: application/json' \
        -d "$2" "$(run_url)/v1/$1"
}

# `./dev check` types what begins at the margin here.
run_next() {
    local key operator at
    key=$(cat "$run_dir/run.lender")
    operator="--key-file ${RISK_OPERATORKEYFILE#"$root/"}"
    at=$(date -u +%FT%TZ)
    cat >&2 <<NEXT

== ready at $(run_url), HTTP/2 on $RISK_HTTP2PORT (Ctrl-C stops it; its data stay)
   Scores as they arrive: $(run_url)/live with the key
   $key
   Score a transaction:
curl -sS $(run_url)/v1/transactions -H 'Authorization: Bearer $key' \\
  -H 'Content-Type: application/json' -d '{"id":"hello","account":"A-0","at":"$at",
  "amount":"55.71","currency":"MYR","direction":"debit","counterparty":"Kedai Ali"}'
   Send two years of an invented lender, from another terminal in this folder:
./dev risk send samples/lender/transactions.ndjson.gz --answers flagged
./dev risk accounts list --limit 3
   Make another lender (a tenant) as the operator:
./dev risk tenants create north $operator
   and a key for it: ./dev risk keys create ten_… --role ingest --role read $operator

NEXT
}

do_risk() {
    [ -f "$run_dir/run.env" ] || fail "no host is up: ./dev run, in another terminal"
    # shellcheck source=/dev/null
    source "$run_dir/run.env"
    [ -x "$(built client/cli)" ] || build client/cli
    exec "$(built client/cli)" "$@"
}
