# A guard is a check that keeps a promise. Each patch in tests/guards switches one off; the test it names must then go
# red. Patches are applied to the last commit, in a work tree of their own.

do_guards() {
    need_sdk
    need_postgres
    local folder="${RISK_GUARDS:-$root/tests/guards}" name=${1:-} bad=0 patch patches=() sound=()
    # One of that very name, or all that have it in their names: `cluster-token` is several.
    for patch in "$folder"/*"$name"*.patch; do
        [ -f "$patch" ] || continue
        patches+=("$patch")
    done
    [ ! -f "$folder/$name.patch" ] || patches=("$folder/$name.patch")
    [ ${#patches[@]} -gt 0 ] || fail "no guard ${name:-at all} in $folder"
    with_database
    guard_tree
    for patch in "${patches[@]}"; do
        if guard_before "$patch"; then sound+=("$patch"); else bad=1; fi
    done
    for patch in "${sound[@]}"; do guard "$patch" || bad=1; done
    return "$bad"
}

guard_tree() {
    tree=$(mktemp -d "${TMPDIR:-/tmp}/orleansrisk-guards.XXXXXX")
    at_exit "git -C '$root' worktree remove --force '$tree' >/dev/null 2>&1; rm -rf '$tree'"
    git worktree add --quiet --detach "$tree" HEAD
}

guard_project() { sed -n '1s/^# test: \([^ ]*\) .*/\1/p' "$1"; }
guard_filter() { sed -n '1s/^# test: [^ ]* //p' "$1"; }

# Builds the named project and runs the named test; prints "passed failed" counts, or why there are none.
guard_run() {
    local patch=$1 project log="$tree/guard.log" trx="$tree/guard.trx" counters
    project=$(guard_project "$patch")
    rm -f "$trx"
    if ! dotnet build "$tree/$project" -c "$configuration" -v quiet -nologo >"$log" 2>&1; then
        grep -m3 -E "error" "$log" >&2
        echo "does not build"
        return
    fi
    # A switched-off guard may leave its test waiting for ever; that is no red.
    timeout 600 dotnet test "$tree/$project" -c "$configuration" --no-build -nologo -v quiet \
        --filter "$(guard_filter "$patch")" --logger "trx;LogFileName=$trx" >"$log" 2>&1 9>&- || true
    counters=$([ -s "$trx" ] && grep -o '<Counters [^>]*>' "$trx" || true)
    if [ -z "$counters" ] || [ "$(counter executed "$counters")" -eq 0 ]; then
        echo "no test"
    else
        echo "$(counter passed "$counters") $(($(counter executed "$counters") - $(counter passed "$counters")))"
    fi
}

# A test that is red anyway catches nothing. Several guards may name one test: it runs once.
declare -A before=()
guard_before() {
    local name key
    name=$(basename "$1" .patch)
    key="$(guard_project "$1") $(guard_filter "$1")"
    [ -n "$(guard_project "$1")" ] || { echo "$name HAS NO HEADER (# test: <project> <filter>)"; return 1; }
    [ -n "${before[$key]:-}" ] || before[$key]=$(guard_run "$1")
    case "${before[$key]}" in
        "no test" | "does not build") echo "$name RED BEFORE (${before[$key]})"; return 1 ;;
        *" 0") return 0 ;;
        *) echo "$name RED BEFORE"; return 1 ;;
    esac
}

guard() {
    local name result
    name=$(basename "$1" .patch)
    git -C "$tree" checkout --quiet -- .
    if ! git -C "$tree" apply "$1" 2>/dev/null; then
        echo "$name DOES NOT APPLY"
        return 1
    fi
    result=$(guard_run "$1")
    git -C "$tree" checkout --quiet -- .
    case "$result" in
        "does not build") echo "$name DOES NOT BUILD"; return 1 ;;
        "no test") echo "$name NOT CAUGHT (no test ran)"; return 1 ;;
        *" 0") echo "$name NOT CAUGHT"; return 1 ;;
        *) echo "$name caught" ;;
    esac
}

# The runner itself, on patches whose answers are known.
check_guard_runner() {
    local said
    said=$(RISK_GUARDS="$root/tests/guards/runner" ./dev guards 2>/dev/null </dev/null || true)
    diff "$root/tests/guards/runner/expected.txt" - <<<"$said"
}
