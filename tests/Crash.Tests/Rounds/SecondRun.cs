using System.Buffers;
using OrleansRisk.Accounts.Rehydration;
using OrleansRisk.Actors.Accounts;
using OrleansRisk.Core;
using OrleansRisk.Core.Accounts;
using OrleansRisk.Core.Counterparties;
using OrleansRisk.Core.Decisions;
using OrleansRisk.Core.Scoring;
using OrleansRisk.Journal.Records;
using OrleansRisk.Journal.Snapshots;

namespace OrleansRisk.Crash.Tests.Rounds;

/// <summary>
/// The same transactions once more, from nothing and without any crash: core alone, in the order that the journal gives
/// each account, with what the first run observed. Every decision and every state must come out the same, to the bit.
/// </summary>
public static class SecondRun
{
    /// <summary>What differs, one line each; empty where nothing does.</summary>
    public static IReadOnlyList<string> Differences(RecordedAccount account)
    {
        var profile = account.Records[0].Body.Profile!;
        var profileHash = StateCodec.HashOf(profile);
        var state = new byte[AccountState.Size];
        AccountState.Initialize(state, profile.CurrencyNumber, profile.OpenedDay);
        var differences = new List<string>();
        foreach (var (row, body) in account.Records)
        {
            foreach (var entry in body.Entries)
            {
                var tables = account.Tables[(entry.Inputs.PopulationVersion, entry.Inputs.PolicyVersion)];
                Assessment.Assess(row.ScoringVersion, state, entry.Transaction, entry.Inputs, tables, out var decision);
                if (!BytesOf(decision).SequenceEqual(BytesOf(entry.Decision)))
                {
                    differences.Add($"{account.Identity(entry)}: another decision");
                }
            }

            if (StateHash.Of(state, profileHash) != row.StateHash)
            {
                differences.Add($"{account.Account} after {row.LastSequence}: another state");
            }
        }

        return differences;
    }

    /// <summary>Counts of every counterparty, added up anew from all records in whatever order.</summary>
    public static IReadOnlyDictionary<ulong, byte[]> CounterpartyTotals(RecordedJournal journal)
    {
        var totals = new Dictionary<ulong, byte[]>();
        foreach (var account in journal.Accounts)
        {
            foreach (var entry in account.Entries.Where(entry => entry.Inputs.Counterparty != 0))
            {
                if (!totals.TryGetValue(entry.Inputs.Counterparty, out var counts))
                {
                    totals.Add(entry.Inputs.Counterparty, counts = new byte[CounterpartyCounts.Size]);
                    CounterpartyCounts.Initialize(counts);
                }

                CounterpartyCounts.AddTransaction(
                    counts, entry.Inputs.CivilDay, account.Key.Value, entry.Decision.MeetsFirst);
            }
        }

        return totals;
    }

    // As the journal writes it: padding between fields says nothing.
    private static ReadOnlySpan<byte> BytesOf(in Decision decision)
    {
        var buffer = new ArrayBufferWriter<byte>();
        var writer = new PayloadWriter(buffer);
        DecisionCodec.Write(ref writer, decision);
        writer.Flush();
        return buffer.WrittenSpan;
    }
}
