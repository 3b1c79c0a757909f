using OrleansRisk.Benchmarks;
using OrleansRisk.Benchmarks.Cluster;

return await BenchCommand.Run(
    args, [.. Catalogue.All, ClusterBench.Benchmark, ClusterBench.Silo, ClusterBench.Resident]);
