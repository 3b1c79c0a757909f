# Foreign clients at full length, which need no crash and leave no record.
test_clients() {
    export RISK_CLIENT_LINES=200000 RISK_NPM=1
    test_project tests/Api.Tests "FullyQualifiedName~ManyLinesTests|FullyQualifiedName~GeneratedClientTests"
}

# What a soak has shown is kept: one JSON object a round, behind one that says of what, when and where.

keep_soak() {
    local rounds="$RISK_CRASH_REPORT.jsonl" file changed=true
    [ -s "$rounds" ] || { note "nothing to keep"; return; }
    mkdir -p docs/evidence
    [ -n "$(git status --porcelain -- . ':!docs/evidence')" ] || changed=false
    file="docs/evidence/soak-$(date -u +%Y-%m-%d)-$(git rev-parse --short=10 HEAD).jsonl"
    {
        printf '{"commit":"%s","changed":%s,"at":"%s","cores":%s,"passed":%s,"failed":%s,"says":"%s"}\n' \
            "$(git rev-parse HEAD)" "$changed" \
            "$(date -u +%Y-%m-%dT%H:%M:%SZ)" "$(getconf _NPROCESSORS_ONLN)" "$passed" "$failed" \
            "process crash, not power"
        cat "$rounds"
    } >"$file"
    note "kept in $file"
}
