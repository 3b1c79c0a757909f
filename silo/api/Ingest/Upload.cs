using System.Collections.Concurrent;
using System.Diagnostics;
using OrleansRisk.Actors.Access;
using OrleansRisk.Actors.Accounts;
using OrleansRisk.Actors.Outcomes;
using OrleansRisk.Api.Http;
using OrleansRisk.Core.Accounts;
using OrleansRisk.Core.Decisions;

namespace OrleansRisk.Api.Ingest;

/// <summary>What the lines of one request have in common.</summary>
internal sealed class Upload(Caller caller, string keyId, IngestMode ingest, bool whatIf, DeadlineRule rule)
{
    private ConcurrentDictionary<AccountKey, Failure>? _broken;
    private readonly Lock _gate = new();
    private HashSet<AccountKey>? _waiting;

    public Caller Caller { get; } = caller;

    /// <summary>The key it came with, which may be revoked while it lasts.</summary>
    public string KeyId { get; } = keyId;

    public TenantId Tenant => Caller.Tenant;

    /// <summary>Many lines on one request, for as long as it likes.</summary>
    public bool IsStream { get; init; }

    /// <summary>The span of its request, if there is one.</summary>
    public ActivityContext Trace { get; } = Activity.Current?.Context ?? default;

    public IngestMode Ingest { get; } = ingest;

    public bool WhatIf { get; } = whatIf;

    /// <summary>What is answered where there is no decision in time.</summary>
    public DeadlineRule Rule { get; } = ingest == IngestMode.Live && !whatIf
        ? rule
        : DeadlineRule.None with { After = rule.After };

    /// <summary>In which reasons are written.</summary>
    public ReasonLanguage Language { get; init; }

    /// <summary>Under which lines come that name no consent.</summary>
    public string? Consent { get; init; }

    /// <summary>Whether each line needs a customer's consent; follows the settings while it lasts.</summary>
    public bool RequiresConsent { get; set; }

    /// <summary>What it may send a second; follows the settings while it lasts.</summary>
    public Rates Rates { get; set; }

    /// <summary>Set whenever a line of it is done.</summary>
    public Signal Done { get; } = new();

    public int BrokenAccounts => _broken?.Count ?? 0;

    /// <summary>
    /// From a line on that was not recorded, the account's later lines are not sent either: recorded without it they
    /// would be in another order than the sender's.
    /// </summary>
    public void Break(AccountKey account, Failure failure)
    {
        if (Volatile.Read(ref _broken) is null)
        {
            Interlocked.CompareExchange(ref _broken, new ConcurrentDictionary<AccountKey, Failure>(), null);
        }

        _broken!.TryAdd(account, failure);
    }

    /// <summary>Notes an account of which rows wait; false where there are too many to note.</summary>
    public bool NoteWaiting(AccountKey account)
    {
        lock (_gate)
        {
            _waiting ??= [];
            return _waiting.Contains(account)
                || (_waiting.Count < Limits.WaitingAccountsMax && _waiting.Add(account));
        }
    }

    /// <summary>The accounts noted so far, once.</summary>
    public IReadOnlyCollection<AccountKey> TakeWaiting()
    {
        lock (_gate)
        {
            var waiting = _waiting;
            _waiting = null;
            return waiting is null ? [] : waiting;
        }
    }

    public Failure? BrokenBy(AccountKey account) =>
        Volatile.Read(ref _broken) is { } broken && broken.TryGetValue(account, out var failure) ? failure : null;
}
