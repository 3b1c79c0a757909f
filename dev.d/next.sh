# The next build of the silo, for the test of a rolling upgrade: this commit's tree with a newer scoring version, newer
# interfaces and one migration more, built beside it.

next_build() {
    local tree folder=storage/postgres/Migrations last
    tree=$(mktemp -d "${TMPDIR:-/tmp}/orleansrisk-next.XXXXXX")
    at_exit "git -C '$root' worktree remove --force '$tree' >/dev/null 2>&1; rm -rf '$tree'"
    git worktree add --quiet --detach "$tree" HEAD
    git -C "$tree" apply "$root/tests/Cluster.Tests/Upgrade/next.patch"
    last=$(find "$tree/$folder" -name '[0-9]*.sql' | wc -l)
    printf -- '-- serves: %d\ncreate table next_builds (name text primary key);\n' "$last" \
        >"$tree/$folder/$(printf '%04d_next.sql' $((last + 1)))"
    build "$tree/silo/host"
    export RISK_NEXT_SILO="$tree/artifacts/bin/$(project_name silo/host)/release/orleansrisk.dll"
}
