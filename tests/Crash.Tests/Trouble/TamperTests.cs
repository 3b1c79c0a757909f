using OrleansRisk.Client;
using OrleansRisk.Contract.Tenants;
using OrleansRisk.Contract.Transactions;
using OrleansRisk.Crash.Tests.Rounds;
using OrleansRisk.Crash.Tests.Servers;
using OrleansRisk.Journal.Records;
using OrleansRisk.Journal.Sealing;
using Xunit;
using Xunit.Abstractions;

namespace OrleansRisk.Crash.Tests.Trouble;

/// <summary>
/// Rows changed, swapped, moved and deleted in the real database by who may do all that and has no keys. Each account
/// it happened to is unavailable by a named cause; its neighbours are served as if nothing had happened.
/// </summary>
public sealed class TamperTests(ITestOutputHelper output)
{
    private const int Records = 4;

    /// <summary>
    /// What is done to an account's rows ({0} is this account, {1} another of its tenant, {2} one of another tenant),
    /// and what is said of it.
    /// </summary>
    private static readonly (string Name, string Sql, string Cause)[] Damages =
    [
        ("a-bit-of-its-body", "update risk.journal set sealed = set_byte(sealed, 80, get_byte(sealed, 80) # 1) "
            + "where {0} and first_sequence = 2", "seal_broken"),
        ("its-body-cut", "update risk.journal set sealed = substr(sealed, 1, length(sealed) - 1) "
            + "where {0} and first_sequence = 2", "seal_broken"),
        ("another-account's-body", "update risk.journal set sealed = (select sealed from risk.journal "
            + "where {1} and first_sequence = 2) where {0} and first_sequence = 2", "seal_broken"),
        ("another-tenant's-body", "update risk.journal set sealed = (select sealed from risk.journal "
            + "where {2} and first_sequence = 2) where {0} and first_sequence = 2", "seal_broken"),
        ("two-bodies-of-it-swapped", "update risk.journal j set sealed = (select o.sealed from risk.journal o "
            + "where o.tenant = j.tenant and o.account = j.account and o.first_sequence = 5 - j.first_sequence) "
            + "where {0} and first_sequence in (2, 3)", "seal_broken"),
        ("its-base-for-a-body", "update risk.journal set sealed = (select base from risk.journal "
            + "where {0} and first_sequence = 1) where {0} and first_sequence = 2", "seal_broken"),
        ("another-account's-base", "update risk.journal set base = (select base from risk.journal "
            + "where {1} and first_sequence = 1) where {0} and first_sequence = 1", "seal_broken"),
        ("another-kind", "update risk.journal set kind = 2 where {0} and first_sequence = 2", "seal_broken"),
        ("another-state-hash", "update risk.journal set state_hash = state_hash # 1 where {0} and first_sequence = 4",
            "seal_broken"),
        ("another-next-period", "update risk.journal set next_period = next_period + 1 "
            + "where {0} and first_sequence = 4", "seal_broken"),
        ("another-last-sequence", "update risk.journal set last_sequence = 5 where {0} and first_sequence = 4",
            "seal_broken"),
        ("another-hash-of-the-record-before", "update risk.journal set previous_hash = set_byte(previous_hash, 0, "
            + "get_byte(previous_hash, 0) # 1) where {0} and first_sequence = 3", "chain_broken"),
        ("other-identities", "update risk.journal set identities = set_byte(identities, 1, "
            + "get_byte(identities, 1) # 1) where {0} and first_sequence = 2", "chain_broken"),
        ("another-generation", "update risk.journal set generation = 2 where {0} and first_sequence = 2",
            "chain_broken"),
        ("another-scoring-version", "update risk.journal set fold_version = 99 where {0} and first_sequence = 2",
            "unknown_scoring_version"),
        ("a-kind-that-is-none", "update risk.journal set kind = 99 where {0} and first_sequence = 2",
            "unknown_record"),
        ("its-first-row-deleted", "delete from risk.journal where {0} and first_sequence = 1", "record_missing"),
        ("a-row-between-deleted", "delete from risk.journal where {0} and first_sequence = 3", "record_missing"),
        ("every-row-deleted", "delete from risk.journal where {0}", "record_missing"),
        ("a-row-given-to-another-tenant", "update risk.journal set tenant = 2 where {0} and first_sequence = 2",
            "record_missing"),
        ("its-key-row-deleted", "delete from risk.subject_keys where {0}", "key_missing"),
        ("another-account's-key", "update risk.subject_keys set sealed_key = (select sealed_key "
            + "from risk.subject_keys where {1}) where {0}", "seal_broken"),
        ("another-tenant's-key", "update risk.subject_keys set sealed_key = (select sealed_key "
            + "from risk.subject_keys where {2}) where {0}", "seal_broken"),
    ];

    [Fact]
    public async Task Rows_ChangedSwappedMovedOrDeleted_MakeTheirAccountUnavailableByName()
    {
        await using var deployment = await Deployment.Create();
        await deployment.Begin();
        var stranger = await deployment.AddTenant(new TenantRequest { Name = "another" });
        await Send(deployment, deployment.Key, "sound");
        await Send(deployment, stranger, "stranger");
        foreach (var (damage, _, _) in Damages)
        {
            await Send(deployment, deployment.Key, damage);
        }

        var journal = await RecordedJournal.Read(deployment.Database, deployment.Keys);
        var rows = journal.Accounts.ToDictionary(account => account.Account, Where);
        await deployment.EndHost();
        foreach (var (damage, sql, _) in Damages)
        {
            var statement = sql.Replace("{0}", rows[damage], StringComparison.Ordinal)
                .Replace("{1}", rows["sound"], StringComparison.Ordinal)
                .Replace("{2}", rows["stranger"], StringComparison.Ordinal);
            Assert.True(await deployment.Database.Do(statement) > 0, damage);
        }

        await deployment.StartHost();
        using var client = deployment.Client();
        foreach (var (damage, _, cause) in Damages)
        {
            var refused = await Assert.ThrowsAsync<RiskException>(
                () => client.Transactions.AssessAsync(Next(damage, Records + 1)));
            Assert.Equal((damage, "account_unavailable", cause), (damage, refused.Problem.Code, refused.Problem.Cause));
        }

        Assert.Equal(Records + 1, SequenceOf(await client.Transactions.AssessAsync(Next("sound", Records + 1))));
        using var other = deployment.Client(stranger);
        Assert.Equal(Records + 1, SequenceOf(await other.Transactions.AssessAsync(Next("stranger", Records + 1))));
        Report.Say(output, $"tampering: {Damages.Length} ways, each its account unavailable by name; others served");
    }

    [Fact]
    public async Task Record_AnyBitFlippedOrCutAnywhere_DoesNotOpen()
    {
        await using var deployment = await Deployment.Create();
        await deployment.Begin();
        await Send(deployment, deployment.Key, "flipped");
        var opened = 0;
        await RecordedJournal.Each(deployment.Database, deployment.Keys, (session, record) =>
        {
            foreach (var (place, blob) in Sealed(record).Take(2))
            {
                for (var bit = 0; bit < blob.Length * 8; bit++)
                {
                    blob[bit / 8] ^= (byte)(1 << (bit % 8));
                    opened += Opens(session, place, blob) ? 1 : 0;
                    blob[bit / 8] ^= (byte)(1 << (bit % 8));
                }

                for (var length = 0; length < blob.Length; length++)
                {
                    opened += Opens(session, place, blob.AsSpan(0, length)) ? 1 : 0;
                }

                Assert.True(Opens(session, place, blob)); // as it stands in its row
            }
        });
        Assert.Equal(0, opened);
    }

    private static async Task Send(Deployment deployment, string key, string account)
    {
        using var client = deployment.Client(key);
        for (var number = 1; number <= Records; number++)
        {
            Assert.Equal(number, SequenceOf(await client.Transactions.AssessAsync(Next(account, number))));
        }
    }

    private static IEnumerable<(SealPlace Place, byte[] Blob)> Sealed(JournalRecord record)
    {
        yield return (OrleansRisk.Journal.Reading.Places.OfBody(record), record.Body.ToArray());
        if (!record.Base.IsEmpty)
        {
            yield return (OrleansRisk.Journal.Reading.Places.OfBase(record), record.Base.ToArray());
        }
    }

    private static bool Opens(ISealingSession session, in SealPlace place, ReadOnlySpan<byte> blob)
    {
        try
        {
            session.Open(place, blob);
            return true;
        }
        catch (SealBrokenException)
        {
            return false;
        }
    }

    private static string Where(RecordedAccount account) =>
        $"(tenant = {account.Tenant} and account = '\\x{Convert.ToHexString(account.Key.ToBytes())}')";

    private static long SequenceOf(Contract.Decisions.DecisionBody decision) =>
        Contract.Ids.TryParseDecision(decision.Decision!, out _, out var sequence, out _) ? sequence : 0;

    private static TransactionBody Next(string account, int number) => new()
    {
        Id = $"t-{number}",
        Account = account,
        At = TimeProvider.System.GetUtcNow() - TimeSpan.FromMinutes(60 - number),
        Amount = "12.50",
        Currency = "MYR",
        Direction = "debit",
        Status = "booked",
        Counterparty = "Kedai Runcit Aman",
    };
}
