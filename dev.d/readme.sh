# README.md and docs/start/ are run, not believed: every `./dev …` in README's shell blocks is a command of this script,
# the demo is run, and the lines of output it shows are lines of the demo's output, numbers apart. The first five
# minutes are `./dev run` and the page's shell blocks, one below the other; README shows members of the answer there.

check_readme() {
    local output word
    while read -r word; do
        do_help | grep -qE "^  $word( |$)" || { echo "README.md says ./dev $word; ./dev does not know it"; return 1; }
    done < <(readme_commands)
    output=$(mktemp)
    at_exit "rm -f $output"
    echo "running ./dev demo"
    ./dev demo </dev/null >"$output" 2>&1 || { tail -30 "$output"; echo "./dev demo failed"; return 1; }
    compare_readme "$output"
}

compare_readme() {
    local line shapes bad=0
    shapes=$(while IFS= read -r line; do shape "$line"; done <"$1")
    while IFS= read -r line; do
        grep -qxF -- "$(shape "$line")" <<<"$shapes" ||
            { echo "README.md shows a line that the demo did not print: $line"; bad=1; }
    done < <(readme_output)
    return "$bad"
}

# The words after ./dev in ```sh blocks, but not where the line says that it is not there yet.
readme_commands() {
    awk '/^```sh/{inside=1;next} /^```/{inside=0} inside' README.md |
        grep -v 'not there yet' | sed -n 's|^\./dev \([a-z]*\).*|\1|p'
}

readme_output() { awk '/^```text/{inside=1;next} /^```/{inside=0} inside && NF' README.md; }

# A line without what differs from run to run: numbers, and on a quick machine the unit of a time.
shape() { sed -E 's/[0-9][0-9.,]*/N/g; s/\bN ms\b/N s/g; s/[[:space:]]+/ /g; s/^ | $//g' <<<"$1"; }

check_start() {
    local folder log host bad=0
    folder=$(mktemp -d)
    at_exit "rm -rf '$folder'"
    log="$folder/log"
    export RISK_RUNFOLDER="$folder"
    # In a group of its own, for a stop must reach the host below the script.
    RISK_PORT=0 RISK_HTTP2PORT=0 setsid ./dev run </dev/null >"$log" 2>&1 &
    host=$!
    at_exit "kill -- -$host 2>/dev/null"
    start_ready "$log" "$host" || { tail -30 "$log"; echo "./dev run ended, or is not ready"; return 1; }
    start_program "$log" >"$folder/program.sh"
    bash -eu "$folder/program.sh" >"$folder/said" 2>&1 ||
        { tail -30 "$folder/said"; echo "docs/start/README.md does not work"; return 1; }
    { check_next "$folder" && compare_start "$folder/said" && export_start "$folder"; } || bad=1
    kill -- "-$host"
    wait "$host" || true
    return "$bad"
}

# Whether the host has become ready, which may take a build; fails if it has ended, or after ten minutes.
start_ready() {
    local attempt
    for ((attempt = 0; attempt < 3000; attempt++)); do
        kill -0 "$2" 2>/dev/null || return 1
        ! grep -q '^== ready' "$1" || return 0
        sleep 0.2
    done
    return 1
}

# The page's blocks behind ./dev run, with the address and the operator's key that it has here.
start_program() {
    awk '/^```sh/{inside=1;next} /^```/{inside=0} inside' docs/start/README.md | grep -v '^\./dev run$' |
        sed "s|http://localhost:5080|$(sed -nE 's|^== ready at ([^, ]+).*|\1|p' "$1")|
             s|\.dev/run\.|$RISK_RUNFOLDER/run.|"
}

# What ./dev run prints to be typed next is pasted whole, and its page is asked for.
check_next() {
    local answers="$1/next.said"
    awk '/^== ready/{inside=1;next} !NF{inside=0} inside' "$1/log" >"$1/next"
    grep -v '^   ' "$1/next" >"$1/next.sh"
    if curl -sf -o /dev/null "$(grep -oE 'http://[^ ]+/live' "$1/next")" &&
        bash -eu "$1/next.sh" >"$answers" 2>&1 && grep -q '"outcome":' "$answers" && grep -q north "$answers"; then
        return
    fi
    tail -30 "$1/next" "$answers"
    echo "what ./dev run prints does not work when pasted"
    return 1
}

# What was sent, as trainers read it; beside the host, which goes on.
export_start() {
    export_programs
    RISK_KEYFILE="$1/run.key" "$RISK_HOST" export "$(grep -oE 'tenant ten_[0-9]+' "$1/said" | grep -oE '[0-9]+$')" \
        "$1/export.csv" >"$1/exported" 2>&1 || { tail -5 "$1/exported"; echo "orleansrisk export fails"; return 1; }
    [ "$(wc -l <"$1/export.csv")" -gt 5000 ] || { echo "orleansrisk export wrote too little"; return 1; }
}

compare_start() {
    local member bad=0
    while read -r member; do
        grep -qF -- "$member" "$1" || { echo "README.md shows $member, which is in no answer"; bad=1; }
    done < <(awk '/^```json/{inside=1;next} /^```/{inside=0} inside' README.md | grep -oE '"[a-z_]+":' | sort -u)
    return "$bad"
}
