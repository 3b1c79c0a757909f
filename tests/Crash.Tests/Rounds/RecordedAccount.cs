using OrleansRisk.Actors.Access;
using OrleansRisk.Contract;
using OrleansRisk.Core.Accounts;
using OrleansRisk.Core.Observations;
using OrleansRisk.Core.Scoring;
using OrleansRisk.Journal.Records;
using OrleansRisk.Tenants.InForce;

namespace OrleansRisk.Crash.Tests.Rounds;

/// <summary>One account as the journal has it, with the tables that its transactions were assessed with.</summary>
/// <param name="Key">Its pseudonym.</param>
/// <param name="Records">In order, opened.</param>
/// <param name="Tables">By the numbers that the records name.</param>
public sealed record RecordedAccount(
    TenantId Tenant, AccountKey Key, IReadOnlyList<(JournalRecord Row, TransactionsAssessed Body)> Records,
    IReadOnlyDictionary<(int Population, int Policy), ReferenceTables> Tables)
{
    public IEnumerable<AssessedEntry> Entries => Records.SelectMany(record => record.Body.Entries);

    /// <summary>The lender's own id, which the first record seals.</summary>
    public string Account => Records[0].Body.Profile!.Account;

    public string Identity(AssessedEntry entry) => $"{Account}\t{entry.Transaction.Id}";

    public string DecisionId(AssessedEntry entry) => Ids.Decision(Key.ToString(), entry.Inputs.Sequence);

    public static async Task<RecordedAccount> Of(
        List<(JournalRecord Row, TransactionsAssessed Body)> records, IReferenceData published)
    {
        var tenant = records[0].Row.Tenant;
        var tables = new Dictionary<(int, int), ReferenceTables>();
        foreach (var inputs in records.SelectMany(record => record.Body.Entries).Select(entry => entry.Inputs))
        {
            var numbers = (inputs.PopulationVersion, inputs.PolicyVersion);
            if (!tables.ContainsKey(numbers))
            {
                var population = await published.Population(tenant, numbers.PopulationVersion, CancellationToken.None);
                var policy = await published.Policy(tenant, numbers.PolicyVersion, CancellationToken.None);
                tables.Add(numbers, new ReferenceTables(population!, policy!));
            }
        }

        return new RecordedAccount(tenant, records[0].Row.Account, records, tables);
    }
}
