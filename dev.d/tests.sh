# Tests run project by project; the sums are read from the .trx files, not from what was printed.
passed=0 failed=0 skipped=0
results="$root/.dev/results/$$"

test_projects() {
    local filter=$1 project matched=""
    for project in tests/*.Tests; do
        [[ "$(basename "$project")" == *"$filter"* ]] || continue
        matched=1
        test_project "$project"
    done
    [ -n "$matched" ] || fail "no test project has $filter in its name"
}

# One project, or those of its tests that a filter names; a run that dies without its file of results counts as one
# failure.
test_project() {
    local project=$1 filter=${2:-} name trx code=0 started=$SECONDS
    name=$(basename "$project")
    say "$name${filter:+, $filter}"
    mkdir -p "$results"
    trx="$results/$name.trx"
    [ "$name" != Crash.Tests ] || export RISK_CRASH_REPORT="$results/crash.txt"
    dotnet test "$project" -c "$configuration" ${no_build:+--no-build} ${filter:+--filter "$filter"} \
        -nologo -v quiet \
        --logger "console;verbosity=${RISK_TEST_VERBOSITY:-minimal}" --logger "trx;LogFileName=$trx" >&2 || code=$?
    count "$trx" "$code"
    [ "$name" != Crash.Tests ] || [ ! -f "$RISK_CRASH_REPORT" ] || sed 's/^/   /' "$RISK_CRASH_REPORT" >&2
    note "$name: $((SECONDS - started)) s"
}

count() {
    local trx=$1 code=$2 counters total executed project_failed
    if ! [ -s "$trx" ]; then
        failed=$((failed + 1))
        note "no results: counted as one failure"
        return
    fi
    counters=$(grep -o '<Counters [^>]*>' "$trx")
    total=$(counter total "$counters")
    executed=$(counter executed "$counters")
    project_failed=$((executed - $(counter passed "$counters")))
    passed=$((passed + $(counter passed "$counters")))
    skipped=$((skipped + total - executed))
    # A run that aborts after its last green test is red all the same.
    [ "$code" -eq 0 ] || [ "$project_failed" -gt 0 ] || project_failed=1
    failed=$((failed + project_failed))
}

counter() { sed -E "s/.* $1=\"([0-9]+)\".*/\1/" <<<"$2"; }

# A step of the check that is no test: silent in the sums unless it fails.
step() {
    local name=$1 started=$SECONDS
    shift
    say "$name"
    if "$@" >&2; then
        note "$name: $((SECONDS - started)) s"
    else
        failed=$((failed + 1))
        note "$name: FAILED"
        return 1
    fi
}

# The last line of `test`, `soak` and `check`.
report() {
    rm -rf "${results:?}"
    printf '\n%s passed, %s failed, %s skipped\n' "$passed" "$failed" "$skipped"
    [ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
}

check_all() {
    export RISK_CRASH_ROUNDS=${RISK_CRASH_ROUNDS:-3}
    local before
    before=$(tree_state)
    if step "restore" restore && step "build" build_everything; then
        step "format" dotnet format whitespace OrleansRisk.sln --verify-no-changes --no-restore || true
        no_build=1
        test_projects ""
        step "guard runner" check_guard_runner || true
        step "README" check_readme || true
        step "first five minutes" check_start || true
    fi
    step "clean tree" same_tree "$before" || true
    report
}

restore() { dotnet restore OrleansRisk.sln -v quiet; }

build_everything() { dotnet build OrleansRisk.sln -c "$configuration" --no-restore -v quiet -nologo; }

# What the check may not change: tracked files, and nothing new beside them. A tree that was changed before stays as it
# was.
tree_state() { git status --porcelain && git diff HEAD | cksum; }

same_tree() {
    [ "$(tree_state)" = "$1" ] && return
    git status --short
    git --no-pager diff --stat
    return 1
}
