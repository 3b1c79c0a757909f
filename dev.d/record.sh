# The cluster's tests and demo, kept for people who cannot run them: docs/evidence/cluster.json, cluster.files, the log.

record_folders=(core engine adapters grain-interfaces grains silo tests)
record_tests=tests/Cluster.Tests/approved/tests.txt

silos_record() {
    local demo="$root/docs/evidence/cluster-demo.log" trx files="$root/docs/evidence/cluster.files" code=0
    local began=$SECONDS
    mkdir -p docs/evidence
    record_names >"$record_tests" # before the hash: the names are among the files it is of
    record_files >"$files"
    with_database
    export RISK_CLUSTER_SOAK=${RISK_CLUSTER_SOAK-1}
    [ -z "$RISK_CLUSTER_SOAK" ] || next_build
    test_project tests/Cluster.Tests
    trx="$results/Cluster.Tests.trx"
    (record_demo) >"$demo" 2>&1 || code=$?
    record_json "$trx" "$code" $((SECONDS - began)) >docs/evidence/cluster.json
    rm -f docs/evidence/cluster.txt
    note "kept in docs/evidence/cluster.json after $((SECONDS - began)) s; the demo ended with $code"
    git diff --quiet -- "$record_tests" || note "$record_tests changed: look at it before you commit it"
    report && [ "$code" -eq 0 ]
}

# By itself, as somebody else would call it; without the places of this machine.
record_demo() {
    set -o pipefail
    env -u RISK_DATABASE ./dev cluster demo 2>&1 | sed -E "s#$root/##g; s#/tmp/[^ ]*#…#g"
}

record_tracked() { git ls-files -z -co --exclude-standard "$@" | LC_ALL=C sort -zu; }

# 16 digits of the SHA-256 and the path of every file that is tracked, or would be.
record_files() {
    record_tracked "${record_folders[@]}" | while IFS= read -r -d '' file; do
        [ ! -f "$file" ] || printf '%s\0' "$file"
    done | xargs -0 sha256sum | sed -E 's/^(.{16}).{48}../\1 /'
}

# Subject, class and method of every test of the cluster, as it stands in the source: what is counted as skipped where
# the packages are missing.
record_names() {
    record_tracked 'tests/Cluster.Tests/*.cs' | xargs -0 awk '
        FNR == 1 { test = 0 }
        /^namespace / { space = $2; sub(/;.*/, "", space); sub(/^OrleansRisk\.Cluster\.Tests\.?/, "", space) }
        /^(public|internal) .*class / { type = $0; sub(/.*class /, "", type); sub(/[^A-Za-z0-9_].*/, "", type) }
        /^    \[(Fact|Theory|SoakFact|NextBuildFact|KubectlTheory)/ { test = 1 }
        test && /^    public / {
            name = $0; sub(/\(.*/, "", name); sub(/.* /, "", name); test = 0
            print (space == "" ? "" : space ".") type "." name
        }' | LC_ALL=C sort -u
}

record_json() {
    printf '{\n  "commit": "%s",\n  "changed": %s,\n  "at": "%s",\n  "seconds": %s,\n  "hash": "%s",\n' \
        "$(git rev-parse HEAD)" \
        "$([ -z "$(git status --porcelain -- "${record_folders[@]}" ":!$record_tests")" ] && echo false || echo true)" \
        "$(date -u +%Y-%m-%dT%H:%M:%SZ)" "$3" "$(sha256sum docs/evidence/cluster.files | cut -d' ' -f1)"
    printf '  "packages": [%s\n  ],\n' "$(record_packages)"
    printf '  "machine": {"cores": %s, "processor": "%s", "memory_mb": %s, "dotnet": "%s", "postgres": "%s"},\n' \
        "$(getconf _NPROCESSORS_ONLN)" "$(sed -nE 's/^model name[^:]*: *//p' /proc/cpuinfo | head -1)" \
        "$(awk '/MemTotal/ {print int($2 / 1024)}' /proc/meminfo)" "$(dotnet --version)" "$(record_postgres)"
    printf '  "tests": {"passed": %s, "failed": %s, "skipped": %s},\n  "red": [%s],\n  "demo_ended_with": %s,\n' \
        "$passed" "$failed" "$skipped" "$(record_red "$1")" "$2"
    printf '  "measured": [%s\n  ],\n' "$(record_lines "$1")"
    printf '  "benchmarks": [%s\n  ],\n' "$(record_benchmarks)"
    printf '  "says": "process crashes on one machine, its cores shared by silos, database and client"\n}\n'
}

# Every package of Orleans that the tests were built with, its version, where it came from and the commit it names.
record_packages() {
    local assets=artifacts/obj/OrleansRisk.Cluster.Tests/project.assets.json package name version folder source commit
    { grep -oE '"Microsoft\.Orleans\.[A-Za-z.]+/[0-9][^"/]*"' "$assets" || true; } | tr -d '"' | LC_ALL=C sort -u |
        while IFS= read -r package; do
            name=${package%/*} version=${package#*/}
            folder="${NUGET_PACKAGES:-$HOME/.nuget/packages}/$(tr '[:upper:]' '[:lower:]' <<<"$name")/$version"
            source=$(sed -nE 's/.*"source": "([^"]*)".*/\1/p' "$folder/.nupkg.metadata")
            case "$source" in http*) ;; *) source="built from the public tag, in a folder feed" ;; esac
            commit=$(sed -nE 's/.*<repository .*commit="([^"]*)".*/\1/p' "$folder"/*.nuspec)
            printf '\n    {"package": "%s", "version": "%s", "origin": "%s", "commit": "%s"}\n' \
                "$name" "$version" "$source" "$commit"
        done | record_joined
}

record_postgres() { "$RISK_POSTGRES_BIN/postgres" --version 2>/dev/null | sed 's/^[^0-9]*//' || true; }

record_red() {
    { grep -oE '<UnitTestResult [^>]*outcome="Failed"' "$1" || true; } |
        sed -nE 's/.*testName="([^"(]*).*/\n    "\1"/p' | LC_ALL=C sort -u | record_joined
}

# What the tests printed of times and counts.
record_lines() {
    { grep -oE '(probe every|default probes|unpinned|activations|two builds)[^<]*' "$1" || true; } |
        sed -E 's/&#x[dD];//g; s/[[:cntrl:]"\\]//g; s/.*/\n    "&"/' | record_joined
}

# The rows of the last ./dev bench cluster, each with the commit it is of; none where it was never run.
record_benchmarks() {
    [ ! -f benchmarks/results/cluster.jsonl ] || sed -E 's/.*/\n    &/' benchmarks/results/cluster.jsonl | record_joined
}

# Lines of a list, each behind a line break, with commas between.
record_joined() { awk 'NF { printf "%s\n    %s", (n++ ? "," : ""), substr($0, match($0, /[^ ]/)) }'; }
