[assembly: System.Runtime.CompilerServices.InternalsVisibleTo("OrleansRisk.Worlds.Tests")]
