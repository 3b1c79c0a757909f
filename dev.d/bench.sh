# Benchmarks. What needs Orleans is a program of its own, so that everything else is measured without it.

do_bench() {
    need_sdk
    need_postgres
    local program=benchmarks
    case "$(bench_needs_cluster "$@")" in
        wanted)
            cluster_restores ||
                fail "./dev bench cluster needs packages that are not here: $cluster_missing (./dev doctor)"
            program=benchmarks/cluster
            ;;
        all)
            if cluster_restores; then program=benchmarks/cluster; else note "without the cluster: $cluster_missing"; fi
            ;;
    esac
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

# Whether the benchmark of that name is asked for, or all are (or their list), or others alone.
bench_needs_cluster() {
    local argument named=""
    for argument in "$@"; do
        case "$argument" in
            --*) ;;
            cluster | silo | resident) echo wanted && return ;;
            list | help) echo all && return ;;
            *) named=1 ;;
        esac
    done
    [ -n "$named" ] || echo all
}
