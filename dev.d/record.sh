# The cluster's tests and demo, kept for people who cannot run them: docs/evidence/cluster.json, cluster.files, the log.

record_folders=(core engine adapters grain-interfaces grains silo tests)

silos_record() {
    local demo="$root/docs/evidence/cluster-demo.log" trx files="$root/docs/evidence/cluster.files" code=0
    mkdir -p docs/evidence
    record_files >"$files"
    with_database
    export RISK_CLUSTER_SOAK=${RISK_CLUSTER_SOAK-1}
    test_project tests/Cluster.Tests
    trx="$results/Cluster.Tests.trx"
    (record_demo) >"$demo" 2>&1 || code=$?
    record_json "$trx" "$code" >docs/evidence/cluster.json
    rm -f docs/evidence/cluster.txt
    note "kept in docs/evidence/cluster.json; the demo ended with $code"
    report && [ "$code" -eq 0 ]
}

# By itself, as somebody else would call it; without the places of this machine.
record_demo() {
    set -o pipefail
    env -u RISK_DATABASE ./dev cluster demo 2>&1 | sed -E "s#$root/##g; s#/tmp/[^ ]*#…#g"
}

# 16 digits of the SHA-256 and the path of every file that is tracked, or would be.
record_files() {
    git ls-files -z -co --exclude-standard "${record_folders[@]}" | LC_ALL=C sort -z | while IFS= read -r -d '' file; do
        [ ! -f "$file" ] || printf '%s %s\n' "$(sha256sum "$file" | cut -c1-16)" "$file"
    done
}

record_json() {
    local server=~/.nuget/packages/microsoft.orleans.server version=10.2.2 source origin
    source=$(sed -nE 's/.*"source": "([^"]*)".*/\1/p' "$server/$version/.nupkg.metadata")
    case "$source" in http*) origin=$source ;; *) origin="built from the public tag, in a folder feed" ;; esac
    printf '{\n  "commit": "%s",\n  "changed": %s,\n  "at": "%s",\n  "hash": "%s",\n' "$(git rev-parse HEAD)" \
        "$([ -z "$(git status --porcelain -- "${record_folders[@]}")" ] && echo false || echo true)" \
        "$(date -u +%Y-%m-%dT%H:%M:%SZ)" "$(sha256sum docs/evidence/cluster.files | cut -d' ' -f1)"
    printf '  "packages": {"Microsoft.Orleans": "%s", "tag_commit": "%s", "origin": "%s"},\n' "$version" \
        "$(sed -nE 's/.*<repository .*commit="([^"]*)".*/\1/p' "$server/$version"/*.nuspec)" "$origin"
    printf '  "machine": {"cores": %s, "memory_mb": %s, "dotnet": "%s"},\n' "$(getconf _NPROCESSORS_ONLN)" \
        "$(awk '/MemTotal/ {print int($2 / 1024)}' /proc/meminfo)" "$(dotnet --version)"
    printf '  "tests": {"passed": %s, "failed": %s, "skipped": %s},\n  "demo_ended_with": %s,\n' \
        "$passed" "$failed" "$skipped" "$2"
    printf '  "measured": [%s],\n' "$(record_lines "$1")"
    printf '  "says": "process crashes on one machine, its cores shared by silos, database and client"\n}\n'
}

# What the tests printed of times and counts.
record_lines() {
    grep -oE '(probe every|default probes|unpinned|activations)[^<]*' "$1" | sed -E 's/["\\]//g; s/.*/\n    "&"/' |
        paste -sd ',' || true
}
