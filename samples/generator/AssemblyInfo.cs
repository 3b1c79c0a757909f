[assembly: System.Runtime.CompilerServices.InternalsVisibleTo("OrleansRisk.Samples.Tests")]
