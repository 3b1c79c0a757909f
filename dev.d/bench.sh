# Benchmarks. Those of silos are a program of their own, which has the others too.

do_bench() {
    need_sdk
    need_postgres
    local program=benchmarks
    ! bench_of_silos "$@" || program=benchmarks/cluster
    build "$program" samples/generator silo/standalone client/cli
    [ "$program" = benchmarks ] || build silo/cluster
    with_database
    as_in_the_image
    run_built "$program" "$@"
}

# What the image sets for the runtime, for hosts that are run without it.
as_in_the_image() {
    local setting
    setting="$(sed -n 's/.*ContainerEnvironmentVariable Include="\([^"]*\)" Value="\([^"]*\)".*/\1=\2/p' \
        "$root/silo/cluster/OrleansRisk.Silo.csproj")"
    [ -n "$setting" ] || fail "silo/cluster/OrleansRisk.Silo.csproj sets nothing for the runtime"
    export "${setting?}"
}

# Whether one of silos is asked for, or all are (or their list); or others alone.
bench_of_silos() {
    local argument named=""
    for argument in "$@"; do
        case "$argument" in
            --*) ;;
            cluster | silo | resident | list | help) return 0 ;;
            *) named=1 ;;
        esac
    done
    [ -z "$named" ]
}
