using OrleansRisk.Actors.Accounts;
using OrleansRisk.Actors.Outcomes;

namespace OrleansRisk.Accounts.Folding;

/// <summary>Takes the part of a rebuild that has to be a turn; the host keeps it apart from the others.</summary>
public delegate ValueTask<Outcome<RebuildResult>> RebuildTurn(Func<ValueTask<Outcome<RebuildResult>>> part);
