using OrleansRisk.Actors.Accounts;

namespace OrleansRisk.GrainInterfaces;

/// <summary>An account on the cluster, under the key <c>t/{tenant}/a/{account key}</c>.</summary>
[Orleans.CodeGeneration.Version(9)]
[Alias("orleansrisk.account")]
public interface IAccountGrain : IAccount, IGrainWithStringKey;
