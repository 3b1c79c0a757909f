using OrleansRisk.Accounts.Identities;
using OrleansRisk.Accounts.Residency;
using OrleansRisk.Accounts.Runtime;
using OrleansRisk.Accounts.Timeline;
using OrleansRisk.Actors.Accounts;
using OrleansRisk.Core.Observations;
using OrleansRisk.Core.Transactions;
using OrleansRisk.Tenants.Categories;

namespace OrleansRisk.Accounts.Turns;

/// <summary>What a transaction is assessed with beside the account's state: read once, kept in its record.</summary>
internal sealed class TransactionObservation(AccountServices services, AccountResidency residency)
{
    /// <summary>Resolves everything outside the account that core will see of this transaction.</summary>
    public async ValueTask<DecisionInputs> Observe(
        BatchWork work, Transaction transaction, ulong identity, ulong content, PriorLifecycle prior)
    {
        var pseudonyms = work.Tenant.Pseudonyms;
        var counterparty = transaction.Counterparty is { } name ? pseudonyms.Counterparty(name) : 0;
        var figures = counterparty == 0
            ? default
            : await services.Published.StatisticsFor(residency.Tenant, residency.Key, work.NextSequence, counterparty);
        var (day, offset) = work.Clock.At(transaction.At, transaction.DayOnly);
        var rules = RulesOf(work, transaction);
        return new DecisionInputs
        {
            Sequence = work.NextSequence,
            ArrivedAt = work.Now,
            CivilDay = day,
            OffsetMinutes = offset,
            Identity = identity,
            Content = content,
            Counterparty = counterparty,
            Figures = figures.For(work.ScoringVersion),
            Prior = prior,
            Noted = work.Noted,
            Replaced = transaction.Replaces is { } earlier && work.ScoringVersion >= ScoringVersions.Two
                ? ReplacedIds.Of(pseudonyms, earlier)
                : 0,
            PopulationVersion = work.Tables.Population.Version,
            PolicyVersion = work.Tables.Policy.Version,
            ModelDeploymentVersion =
                work.ScoringVersion >= ScoringVersions.Three ? work.Tables.ModelDeployment.Version : 0,
            Category = rules.Category,
            CategoryRulesVersion = rules.Version,
            History = work.Batch.Mode == IngestMode.History,
        };
    }

    /// <summary>
    /// What the tenant's rules say. Money that comes back is for what it was for when it was booked, whatever the rules
    /// say by now: it is taken from where it was added.
    /// </summary>
    private RuleObservation RulesOf(BatchWork work, Transaction transaction) =>
        work.ScoringVersion < ScoringVersions.Three ? default
            : work.BookedRules ?? RuleObservation.Of(services.Published.CategoryRules(residency.Tenant), transaction);
}
