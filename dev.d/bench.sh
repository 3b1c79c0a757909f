# Benchmarks. Those of silos are a program of their own, which has the others too.

do_bench() {
    need_sdk
    if [ "${1:-}" = statements ]; then
        shift
        build benchmarks/statements
        run_built benchmarks/statements "$@"
        return
    fi

    need_postgres
    local program=benchmarks
    ! bench_of_silos "$@" || program=benchmarks/cluster
    build "$program" samples/generator samples/worlds samples/officers silo/host client/cli
    [[ " $* " != *" before "* ]] || build_before
    with_database
    as_in_the_image
    run_built "$program" "$@"
}

# The last commit with two engines, which `./dev bench before` compares with. Its silos were pinned to an Orleans that
# registries need not serve: they are built on today's, their code unchanged.
before_commit=ab77bdd

build_before() {
    export RISK_BEFORE="$root/.dev/before"
    local orleans
    orleans=$(sed -n 's/.*Include="Microsoft.Orleans.Server" Version="\([^"]*\)".*/\1/p' Directory.Packages.props)
    if [ "$(cat "$RISK_BEFORE/made" 2>/dev/null)" != "$before_commit $orleans" ]; then
        git rev-parse -q --verify "$before_commit^{commit}" >/dev/null || fail "this clone does not hold $before_commit"
        rm -rf "$RISK_BEFORE"
        mkdir -p "$RISK_BEFORE"
        git archive "$before_commit" | tar -x -C "$RISK_BEFORE"
        sed -i "s/\[10\.2\.2\]/$orleans/" "$RISK_BEFORE/Directory.Packages.props"
        sed -i 's:<TreatWarningsAsErrors>true:<TreatWarningsAsErrors>false:' "$RISK_BEFORE/Directory.Build.props"
        echo "$before_commit $orleans" >"$RISK_BEFORE/made"
    fi
    build "$RISK_BEFORE/silo/standalone" "$RISK_BEFORE/silo/cluster"
}

# What the image sets for the runtime, for hosts that are run without it.
as_in_the_image() {
    local setting
    setting="$(sed -n 's/.*ContainerEnvironmentVariable Include="\([^"]*\)" Value="\([^"]*\)".*/\1=\2/p' \
        "$root/silo/host/OrleansRisk.Host.csproj")"
    [ -n "$setting" ] || fail "silo/host/OrleansRisk.Host.csproj sets nothing for the runtime"
    export "${setting?}"
}

# Whether one of silos is asked for, or all are (or their list); or others alone.
bench_of_silos() {
    local argument named=""
    for argument in "$@"; do
        case "$argument" in
            --help | cluster | silo | resident | list | help) return 0 ;;
            --*) ;;
            *) named=1 ;;
        esac
    done
    [ -z "$named" ]
}
