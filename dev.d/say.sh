# Messages go to stderr; stdout belongs to what a command is asked for.

say() { printf '\n== %s\n' "$*" >&2; }
note() { printf '   %s\n' "$*" >&2; }

fail() {
    printf 'dev: %s\n' "$*" >&2
    exit 1
}

# Undone in reverse order when the script ends, however it ends.
undo=()
at_exit() { undo+=("$1"); }
run_undo() {
    local code=$? i
    trap - EXIT
    for ((i = ${#undo[@]} - 1; i >= 0; i--)); do eval "${undo[i]}" || true; done
    exit "$code"
}
trap run_undo EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP
