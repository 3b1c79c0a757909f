using OrleansRisk.Benchmarks;

return await BenchCommand.Run(args, Catalogue.All);
