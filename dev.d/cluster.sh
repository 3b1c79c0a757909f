# The cluster's projects need Microsoft.Orleans, which not every registry serves. One tiny project tells.

# 0 where its packages restore; a restore that fails for any other reason than a missing package is an error of ours.
cluster_restores() {
    [ -z "${cluster_here:-}" ] || return "$cluster_here"
    local log
    log=$(mktemp)
    at_exit "rm -f $log"
    cluster_here=0
    if ! dotnet restore tests/ClusterProbe --force -v quiet >"$log" 2>&1; then
        cluster_here=1
        cluster_missing=$(sed -nE 's/.*NU110[12]: Unable to find package ([^ ]*[a-zA-Z]).*/\1/p' "$log" |
            sort -u | paste -sd ' ' || true)
        [ -n "$cluster_missing" ] || { cat "$log" >&2; fail "the probe of the cluster's packages failed"; }
        [ -z "${ORLEANSRISK_REQUIRE_CLUSTER:-}" ] || { cat "$log" >&2; fail "the cluster is required here"; }
    fi
    return "$cluster_here"
}

# Its tests count as skipped, by the names that were approved when they last ran.
skip_cluster() {
    local names=tests/Cluster.Tests/approved/tests.txt count=0
    [ ! -f "$names" ] || count=$(grep -c . "$names")
    skipped=$((skipped + count))
    say "Cluster.Tests: skipped, $count tests"
    note "missing: $cluster_missing"
    last_recorded_run
}

last_recorded_run() {
    local file=docs/evidence/cluster.json
    [ ! -f "$file" ] ||
        note "last recorded run: $(sed -nE 's/^  "(commit|at|tests)": (.*),$/\1 \2/p' "$file" | paste -sd ' ')"
}
