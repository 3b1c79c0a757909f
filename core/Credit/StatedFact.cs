namespace OrleansRisk.Core.Credit;

/// <summary>An income or an obligation that an application states, which the account may show payments of.</summary>
/// <param name="Obligation">Paid, not earned.</param>
/// <param name="Party">Whom it is paid by or to: <see cref="SeenFacts.PartyOf"/>; 0 where nobody is named.</param>
/// <param name="Monthly">Minor units a month.</param>
public readonly record struct StatedFact(bool Obligation, ulong Party, long Monthly);
