# A cluster of silos on this machine's loopback. `up` runs it in the foreground; the other commands act on what it
# started.

silos_dir="${RISK_CLUSTERFOLDER:-$root/.dev/cluster}"

do_cluster() {
    local verb=${1:-}
    [ $# -gt 0 ] && shift
    need_sdk
    need_postgres
    case "$verb" in
        certs) silos_build; silos_settings; "$silo_bin" certs ;;
        up) silos_up "${1:-3}" ;;
        kill) silos_signal KILL "${1:?which silo}" ;;
        drain) silos_signal TERM "${1:?which silo}" ;;
        add) silos_running; silo_start "$(silos_next)" "${1:-main}" ;;
        move) silos_running; silos_move "${1:?which tenant}" "${2:?to which pool}" ;;
        down) silos_down ;;
        demo) silos_demo ;;
        soak) silos_soak ;;
        *) silos_usage ;;
    esac
}

silos_usage() {
    fail "./dev cluster certs | up N | demo | kill I | drain I | add [POOL] | move TENANT POOL | down | soak"
}

# The tests that take minutes, with what they print.
silos_soak() {
    with_database
    next_build
    export RISK_CLUSTER_SOAK=1
    RISK_TEST_VERBOSITY=${RISK_TEST_VERBOSITY:-detailed} test_project tests/Cluster.Tests
    report
}

silos_build() {
    build silo/host client/cli "$@"
    silo_bin=$(built silo/host)
    export_programs
}

silos_settings() {
    export RISK_SECRETS="$silos_dir/secrets"
    export RISK_KEYFILE="${RISK_KEYFILE:-${XDG_DATA_HOME:-$HOME/.local/share}/orleansrisk/development-my.key}"
    mkdir -p "$silos_dir" "$(dirname "$RISK_KEYFILE")"
}

# What a cluster that is up left for the other commands.
silos_running() {
    [ -f "$silos_dir/env" ] || fail "no cluster is up: ./dev cluster up"
    # shellcheck source=/dev/null
    source "$silos_dir/env"
}

silos_next() {
    local last
    last=$(find "$silos_dir" -name 'silo-*.pid' | sed -E 's/.*silo-([0-9]+)\.pid/\1/' | sort -n | tail -1)
    echo $((${last:-0} + 1))
}

# HTTP/1.1 at 5078 + 2 × I, HTTP/2 one above it, other silos at 11110 + I, or free ports where those are in use; a test
# that runs beside names other numbers.
silos_http=${RISK_CLUSTERHTTP:-5078}
silos_port=${RISK_CLUSTERPORT:-11110}
silo_start() {
    local name="silo-$1" pool=$2 http=$((silos_http + 2 * $1))
    RISK_SILONAME="$name" RISK_POOL="$pool" RISK_SILOPORT=$(silo_port $((silos_port + $1))) \
        RISK_PORT=$(silo_port "$http") RISK_HTTP2PORT=$(silo_port $((http + 1))) RISK_KEYFILE="$(silos_key "$pool")" \
        "$silo_bin" serve >"$silos_dir/$name.log" 2>"$silos_dir/$name.err" 9>&- &
    echo $! >"$silos_dir/$name.pid"
    silo_ready "$name" "$name has joined"
    note "silo $1, pool $pool: $(silo_url "$name"), HTTP/2 at $(silo_url "$name" 2)"
}

silo_port() { if port_in_use "$1"; then free_port; else printf '%s' "$1"; fi; }

# Ready once it has written itself, with these words, that it listens: at its port somebody else might answer.
silo_ready() {
    local log="$silos_dir/$1" began=$SECONDS
    until grep -qs "^$2" "$log.err" && curl -sf -o /dev/null "$(silo_url "$1")/health/ready"; do
        kill -0 "$(cat "$log.pid")" 2>/dev/null || fail "$1 did not start: $(cat "$log.err")"
        [ $((SECONDS - began)) -lt 120 ] || fail "$1 is not ready after two minutes"
        sleep 0.2
    done
}

# Where $1 listens for HTTP/1.1, or for HTTP/2 if $2 is 2, as it wrote itself.
silo_url() { sed -n "s|.*HTTP/${2:-1.1} at \(http://[^, ]*\).*|\1|p" "$silos_dir/$1.err"; }

# Each pool has a vault key of its own.
silos_key() { if [ "$1" = main ]; then echo "$RISK_KEYFILE"; else echo "$silos_dir/vault-$1.key"; fi; }

silos_move() {
    local from
    from=$(cat "$silos_dir/home-$1" 2>/dev/null || echo main)
    "$silo_bin" move-tenant "$1" "$2" --KeyFile "$(silos_key "$from")" --TargetKeyFile "$(silos_key "$2")" >&2
    echo "$2" >"$silos_dir/home-$1"
}

silos_signal() {
    local file="$silos_dir/silo-$2.pid"
    [ -f "$file" ] || fail "there is no silo $2"
    kill "-$1" "$(cat "$file")" 2>/dev/null || note "silo $2 had ended before"
    # Reaped here where it is a job of ours, so that bash does not announce its end over the demo's lines.
    [ "$1" != KILL ] || wait "$(cat "$file")" 2>/dev/null || true
    [ "$1" != KILL ] || rm -f "$file"
}

silos_stop() {
    local file
    for file in "$silos_dir"/silo-*.pid; do
        # The number may long be another process's: only what is a silo of ours is ended.
        [ -f "$file" ] && ps -p "$(cat "$file")" -o args= | grep -qF "$silo_bin" && kill "-$1" "$(cat "$file")"
        rm -f "$file"
    done
    rm -f "$silos_dir/env"
}

silos_up() {
    local count=$1 number
    silos_build
    with_lasting_database
    silos_settings
    [ ! -f "$silos_dir/env" ] || fail "a cluster is up already: ./dev cluster down"
    at_exit "silos_stop TERM; wait"
    printf 'export RISK_DATABASE=%q RISK_SECRETS=%q RISK_KEYFILE=%q\nsilo_bin=%q\nup_pid=%q\n' \
        "$RISK_DATABASE" "$RISK_SECRETS" "$RISK_KEYFILE" "$silo_bin" "$$" >"$silos_dir/env"
    "$silo_bin" certs >/dev/null
    "$silo_bin" migrate
    for ((number = 1; number <= count; number++)); do silo_start "$number" main; done
    say "$count silos are up (Ctrl-C or ./dev cluster down ends them)"
    note "an operator's key, from another terminal: (. $silos_dir/env; \"\$silo_bin\" operator-key)"
    # Silos that others add or end are not ours to wait for: only the end of this is.
    while [ -f "$silos_dir/env" ]; do sleep 0.5; done
}

silos_down() {
    silos_running
    rm -f "$silos_dir/env"
    note "the cluster is going down"
    while kill -0 "$up_pid" 2>/dev/null; do sleep 0.2; done
}

# One JSON field of text out of an answer.
json_text() { sed -n "s/.*\"$1\":\"\([^\"]*\)\".*/\1/p"; }

silos_tenant() {
    local url=$1 operator
    operator=$("$silo_bin" operator-key)
    curl -sf -H "Authorization: Bearer $operator" -H 'Content-Type: application/json' \
        -d '{"name":"lender","retention_months":30}' "$url/v1/tenants" | json_text tenant
    curl -sf -H "Authorization: Bearer $operator" -H 'Content-Type: application/json' \
        -d '{"label":"demo","roles":["ingest","read"]}' "$url/v1/tenants/ten_1/keys" |
        json_text secret >"$silos_dir/key"
}

acknowledged() { sort -u "$silos_dir/acks" 2>/dev/null | wc -l; }

silos_until() { while [ "$(acknowledged)" -lt "$1" ] && kill -0 "$2" 2>/dev/null; do sleep 0.1; done; }

silos_demo() {
    local file="$root/samples/lender/transactions.ndjson.gz" lines sender killed_at reader
    unset RISK_DATABASE RISK_KEYFILE
    silos_dir=$(mktemp -d "${TMPDIR:-/tmp}/orleansrisk-cluster.XXXXXX")
    at_exit "rm -rf '$silos_dir'"
    silos_build
    with_database
    at_exit "{ silos_stop KILL; wait; } 2>/dev/null" # before the database goes: a silo cannot leave without it
    export RISK_KEYFILE="$silos_dir/vault.key" RISK_PROBESECONDS=1 RISK_PUBLISHSECONDS=0 RISK_CLOSEDAYS=false
    silos_settings
    lines=$(zcat "$file" | wc -l)

    say "three silos, one database, mutual TLS between them; the invented lender of samples/lender: $lines transactions"
    "$silo_bin" certs >/dev/null
    "$silo_bin" migrate
    for number in 1 2 3; do silo_start "$number" main; done
    silos_tenant "$(silo_url silo-1)" >/dev/null

    say "sending to silo 1; silo 2 is killed at a third, silo 4 comes at a half, silo 3 leaves at two thirds"
    "$RISK_CLI" send "$file" --url "$(silo_url silo-1 2)" --key-file "$silos_dir/key" --acks "$silos_dir/acks" \
        --out "$silos_dir/answers" >"$silos_dir/send.log" 2>&1 &
    sender=$!
    silos_until $((lines / 3)) "$sender"
    answers_accounts "$silos_dir/answers" >"$silos_dir/accounts"
    killed_at=$(date +%s.%N)
    kill -KILL "$(cat "$silos_dir/silo-2.pid")"
    answers_waited "$silos_dir/accounts" "$killed_at" "$(silo_url silo-1)" >"$silos_dir/waited" &
    reader=$!
    silos_signal KILL 2
    note "silo 2 killed with $(acknowledged) acknowledged"
    silos_until $((lines / 2)) "$sender"
    wait "$reader"
    answers_note "$silos_dir/waited"
    silo_start 4 main
    silos_until $((lines * 2 / 3)) "$sender"
    silos_signal TERM 3
    note "silo 3 was asked to leave"
    wait "$sender" || { cat "$silos_dir/send.log" >&2; fail "the sender did not come through"; }
    tail -3 "$silos_dir/send.log" >&2

    say "the same file again, to silo 4: whatever was acknowledged is known, nothing is new"
    silos_send silo-4 again
    silos_count "$lines"

    say "silo 5 in pool beta; the tenant moves there, and its accounts follow with their next call"
    silo_start 5 beta
    silos_move 1 beta
    silos_send silo-5 moved
    silos_same again moved "after the move: every decision is the one given before"
    silos_alone
}

# The same stream through one process that begins with nothing: a copy of the database with no record in it, for the
# pseudonyms, which decide where an account's tables overflow, come from the tenant's keys. Nothing is published in this
# demo, so that both read the same from outside an account.
silos_alone() {
    say "the silos leave; the same stream through one silo alone, which begins with the tenant's keys and no record"
    silos_stop TERM
    wait
    silos_sql template1 "create database alone template postgres"
    silos_sql alone "truncate risk.journal, risk.subject_keys, risk.snapshots, risk.projections,
        risk.lane_positions, risk.lanes, risk.nodes;
        delete from risk.publications where kind = 1"
    RISK_SECRETS="" RISK_DATABASE="${RISK_DATABASE/Database=postgres/Database=alone}" RISK_KEYFILE="$(silos_key beta)" \
        RISK_PORT=0 RISK_HTTP2PORT=0 "$RISK_HOST" serve >"$silos_dir/alone.log" 2>"$silos_dir/alone.err" 9>&- &
    echo $! >"$silos_dir/alone.pid"
    at_exit "kill -KILL $(cat "$silos_dir/alone.pid") 2>/dev/null || true"
    silo_ready alone listening
    silos_send alone alone
    cmp -s <(silos_answers answers) <(silos_answers alone) ||
        fail "answers differ: $(diff <(silos_answers answers) <(silos_answers alone) | head -4)"
    note "$(silos_answers alone | wc -l) answers, byte for byte those of the cluster"
}

silos_sql() { pg_as "$pg_bin/psql" -q -h "$pg_socket" -p "$pg_port" -U postgres -d "$1" -c "$2" >&2; }

# Whole answers in the order of the lines. Whether one was sent again is the stream's story, not the decision's.
silos_answers() { sed -E 's/"duplicate":(true|false)/"duplicate":-/' "$silos_dir/$1" | sort -t: -k2,2n | sort -u; }

# The lender's file once more, to this silo; its answers go to a file of this name.
silos_send() {
    "$RISK_CLI" send "$file" --url "$(silo_url "$1" 2)" --key-file "$silos_dir/key" --out "$silos_dir/$2" 2>&1 |
        tail -3 >&2
}

# Account, transaction and status, which are the identity, and the decision it was given.
decisions() {
    local given='.*"decision":"([^"]*)","account_id":"([^"]*)"' of='.*"transaction":"([^"]*)","status":"([^"]*)".*'
    sed -nE "s/$given$of/\\2\\t\\3\\t\\4\\t\\1/p" "$silos_dir/$1" | sort -u
}

silos_count() {
    local lost twice
    lost=$(($1 - $(acknowledged)))
    twice=$(decisions answers | cut -f1-3 | uniq -d | wc -l)
    [ "$(decisions answers | wc -l)" -eq "$1" ] || fail "not every line has a decision of its own"
    note "$lost lost, $twice decided twice, of $1, counted by the client"
    [ "$lost" -eq 0 ] && [ "$twice" -eq 0 ] || fail "the count does not come out"
    silos_same answers again "every decision is the one that was acknowledged"
}

silos_same() {
    cmp -s <(decisions "$1") <(decisions "$2") || fail "decisions differ: $3"
    note "$3"
}
