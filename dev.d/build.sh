# One configuration for everything the script builds and runs, so that nothing is built twice.
configuration=Release

# One compiler for all builds of a run, whatever the machine's habit: a check is two minutes shorter. It lives on for
# some minutes, so it may not inherit the lock on the database.
export UseSharedCompilation=true
dotnet() { command dotnet "$@" 9>&-; }

# What runs inside a test finds everything built, and may not build under it.
build() {
    [ -z "${RISK_BUILT:-}" ] || return 0
    local project log
    log=$(mktemp)
    at_exit "rm -f $log"
    for project in "$@"; do
        note "building $project"
        dotnet build "$project" -c "$configuration" -v quiet -nologo >"$log" 2>&1 ||
            { cat "$log" >&2; fail "$project does not build"; }
    done
}

# The project file in a folder, without its ending.
project_name() {
    local file
    file=$(echo "$1"/*.csproj)
    basename "$file" .csproj
}

# The built program of a project folder; its assembly may be named otherwise.
built() {
    local file name assembly
    file=$(echo "$1"/*.csproj)
    name=$(project_name "$1")
    assembly=$(sed -n 's:.*<AssemblyName>\(.*\)</AssemblyName>.*:\1:p' "$file")
    # The build writes the configuration's name in small letters.
    printf '%s' "$root/artifacts/bin/$name/release/${assembly:-$name}"
}

# Where a program of ours finds the others it starts.
export_programs() {
    RISK_HOST=$(built silo/host)
    RISK_CLI=$(built client/cli)
    RISK_TRAINING=$(built training)
    export RISK_HOST RISK_CLI RISK_TRAINING
}

run_built() {
    local program
    program=$(built "$1")
    shift
    export_programs
    "$program" "$@"
}
