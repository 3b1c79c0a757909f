# README.md is run, not believed: every `./dev …` in its shell blocks is a command of this script, the demo is run, and
# the lines of output it shows are lines of the demo's output, numbers apart.

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
