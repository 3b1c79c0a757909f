[assembly: System.Runtime.CompilerServices.InternalsVisibleTo("OrleansRisk.Cluster.Tests")]
[assembly: System.Runtime.CompilerServices.InternalsVisibleTo("OrleansRisk.Samples.Tests")]
[assembly: System.Runtime.CompilerServices.InternalsVisibleTo("OrleansRisk.Samples.Officers")]
[assembly: System.Runtime.CompilerServices.InternalsVisibleTo("OrleansRisk.Samples.Worlds")]
