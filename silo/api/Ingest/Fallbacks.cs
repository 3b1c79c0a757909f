using System.Collections.Concurrent;
using OrleansRisk.Actors.Access;
using OrleansRisk.Actors.Accounts;
using OrleansRisk.Core.Accounts;
using OrleansRisk.Core.Transactions;

namespace OrleansRisk.Api.Ingest;

/// <summary>
/// Gives fallbacks, counts them by cause, and remembers which transactions got one: whoever sends such a one again and
/// gets a decision that was recorded meanwhile is told so. What is remembered is bounded and of this process.
/// </summary>
internal sealed class Fallbacks(ApiMetrics metrics, TimeProvider time)
{
    private readonly ConcurrentDictionary<(TenantId, AccountKey), (short Score, long At)> _scores = new();
    private readonly Lock _gate = new();
    private readonly HashSet<Identity> _given = [];
    private readonly Queue<Identity> _order = new();

    /// <summary>The stated fallback for a transaction of a known or unknown account.</summary>
    public FallbackAnswer Give(DeadlineRule rule, TenantId tenant, AccountKey? account, Transaction transaction,
        string cause)
    {
        var outcome = rule.OutcomeOf(transaction);
        Count(cause, outcome);
        if (account is not { } key)
        {
            return new FallbackAnswer(outcome, cause, null, null);
        }

        Remember(new Identity(tenant, key, transaction.Id, transaction.Status));
        return _scores.TryGetValue((tenant, key), out var last)
            ? new FallbackAnswer(outcome, cause, last.Score, Math.Max(0, (Now - last.At) / 1_000))
            : new FallbackAnswer(outcome, cause, null, null);
    }

    /// <summary>A call that was refused for want of time.</summary>
    public void Refused(string cause, Slot? slot)
    {
        Count(cause, "refuse");
        if (slot is { Account: { } account, Transaction: { } transaction })
        {
            Remember(new Identity(slot.Upload.Tenant, account.Key, transaction.Id, transaction.Status));
        }
    }

    /// <summary>Keeps the score for accounts whose tenant would be told of it.</summary>
    public void Scored(Slot slot)
    {
        if (slot.Upload.Rule.Answers
            && slot.Answer is Answer.Decided { Duplicate: false, Entry.Decision: var decision })
        {
            if (_scores.Count >= Limits.LastScoresMax)
            {
                _scores.Clear(); // rare; an account without a last score says null
            }

            _scores[(slot.Upload.Tenant, slot.Account!.Key)] = (decision.Anomaly.Score, Now);
        }
    }

    /// <summary>It was recorded, but its sender had been answered by a fallback before.</summary>
    public bool IsLate(Slot slot)
    {
        if (slot is not { Answer: Answer.Decided { Duplicate: true }, Account: { } account, Transaction: { } asked })
        {
            return false;
        }

        lock (_gate)
        {
            return _given.Count > 0
                && _given.Contains(new Identity(slot.Upload.Tenant, account.Key, asked.Id, asked.Status));
        }
    }

    private long Now => time.GetUtcNow().ToUnixTimeMilliseconds();

    private void Count(string cause, string fallback) => metrics.Degraded(cause, fallback);

    private void Remember(in Identity identity)
    {
        lock (_gate)
        {
            if (!_given.Add(identity))
            {
                return;
            }

            _order.Enqueue(identity);
            if (_order.Count > Limits.FallbacksRememberedMax)
            {
                _given.Remove(_order.Dequeue());
            }
        }
    }

    private readonly record struct Identity(TenantId Tenant, AccountKey Account, string Id, TransactionStatus Status);
}
