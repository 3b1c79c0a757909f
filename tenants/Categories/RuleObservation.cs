using OrleansRisk.Core.Categories;
using OrleansRisk.Core.Transactions;

namespace OrleansRisk.Tenants.Categories;

/// <summary>What is observed of rules, as a record keeps it: the finding, and the number of the rules asked.</summary>
public readonly record struct RuleObservation(byte Category, int Version)
{
    /// <summary>Rules are asked only of what says nothing itself.</summary>
    public static RuleObservation Of(CategoryRules rules, Transaction transaction) =>
        rules.Version == 0 || CategoryEvidence.OfTransaction(transaction).Found
            ? default
            : new(rules.Find(transaction).Finding.ToByte(), rules.Version);
}
