# How long the accounts of a silo that was killed are without an answer, seen by a reader who asks for every account
# until it is shown. Accounts that live elsewhere are shown at once; what waited is what the dead silo had.

# Asked again after this many seconds without an answer, as a client with a deadline does.
answers_patience=2

# Seconds from $2 to the first answer of account $1, asked of the silo at $3.
answer_waited() {
    until curl -sf -o /dev/null -m "$answers_patience" -K "$silos_dir/reader" \
        "$3/v1/accounts/$1"; do sleep 0.05; done
    echo "$(date +%s.%N) $2" | awk '{printf "%.2f\n", $1 - $2}'
}

# Every account that was given an answer in the file $1.
answers_accounts() { grep -oE '"account_id":"[^"]*"' "$1" | cut -d'"' -f4 | sort -u; }

# Accounts of the file $1, all asked for at once since $2 of the silo at $3; one figure a line.
answers_waited() {
    local account asked=()
    (umask 077 && printf 'header = "Authorization: Bearer %s"\n' "$(cat "$silos_dir/key")" >"$silos_dir/reader")
    while IFS= read -r account; do
        answer_waited "$account" "$2" "$3" &
        asked+=($!)
    done <"$1"
    wait "${asked[@]}"
}

# Of the figures in a file, when the first account was shown, the middle one and the last.
answers_note() {
    note "$(sort -n "$1" | awk '
        { waited[NR] = $1 }
        END {
            printf "all %d accounts asked for at the kill: the first shown after %.1f s, half of them after %.1f s, ",
                NR, waited[1], waited[int((NR + 1) / 2)]
            printf "the last, which the dead silo had, after %.1f s", waited[NR]
        }')"
}
