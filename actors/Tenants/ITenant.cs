using Orleans;
using Orleans.Concurrency;
using OrleansRisk.Actors.Access;
using OrleansRisk.Actors.Outcomes;

namespace OrleansRisk.Actors.Tenants;

/// <summary>
/// One tenant, the single writer of all that it has in force: settings, API keys, column maps, models and their
/// deployments, the scoring version, category rules, customers' consents. What was written is read from the store; a
/// number is the version that it has now.
/// </summary>
public interface ITenant
{
    [Requires(Roles.Admin | Roles.Operator)]
    ValueTask<Outcome<TenantSettings>> Describe(Caller caller);

    [Requires(Roles.Admin | Roles.Operator)]
    ValueTask<Outcome<TenantSettings>> Configure(Caller caller, TenantSettings settings);

    /// <summary>Makes a key and shows its secret, this once.</summary>
    [Requires(Roles.Admin | Roles.Operator)]
    ValueTask<Outcome<ApiKey>> IssueKey(Caller caller, KeyRequest request);

    [Requires(Roles.Admin | Roles.Operator)]
    ValueTask<Outcome<ApiKey>> RevokeKey(Caller caller, string keyId);

    [Requires(Roles.Admin | Roles.Operator)]
    ValueTask<Outcome<IReadOnlyList<ApiKey>>> Keys(Caller caller);

    /// <summary>Keeps a column map; what the newest version says already changes nothing.</summary>
    [Requires(Roles.Admin)]
    ValueTask<Outcome<int>> KeepMap(Caller caller, MapUpload map);

    /// <summary>Keeps a model that has passed every check.</summary>
    [Requires(Roles.Admin)]
    ValueTask<Outcome<int>> AddModel(Caller caller, ModelUpload model);

    /// <summary>Approves a model that another caller has brought.</summary>
    [Requires(Roles.Admin)]
    ValueTask<Outcome<int>> ApproveModel(Caller caller, string hash);

    /// <summary>Puts models up from a time on.</summary>
    [Requires(Roles.Admin)]
    ValueTask<Outcome<int>> DeployModels(Caller caller, DeploymentRequest request);

    /// <summary>Puts the models of an earlier deployment up again; of the one before the newest for null.</summary>
    [Requires(Roles.Admin)]
    ValueTask<Outcome<int>> RollBackModels(Caller caller, int? to);

    /// <summary>Proposes a scoring version to go on with; answers the proposal's number.</summary>
    [Requires(Roles.Admin)]
    ValueTask<Outcome<int>> ProposeScoring(Caller caller, int scoringVersion);

    /// <summary>Approves another caller's proposal, from a time on in milliseconds since 1970, or at once.</summary>
    [Requires(Roles.Admin)]
    ValueTask<Outcome<int>> ApproveScoring(Caller caller, int proposal, long? from);

    /// <summary>Goes back to an earlier deployment's scoring version; of the one before the newest for null.</summary>
    [Requires(Roles.Admin)]
    ValueTask<Outcome<int>> RollBackScoring(Caller caller, int? to);

    /// <summary>Puts a whole set of category rules in place of the one before.</summary>
    [Requires(Roles.Admin)]
    ValueTask<Outcome<int>> KeepCategoryRules(Caller caller, CategoryRulesUpload rules);

    /// <summary>Keeps a customer's consent; false if one of its id is there.</summary>
    [Requires(Roles.Ingest | Roles.Analyst | Roles.Admin)]
    ValueTask<Outcome<bool>> GiveConsent(Caller caller, ConsentUpload consent);

    /// <summary>Revokes a consent by its 26 letters; false if it was revoked before.</summary>
    [Requires(Roles.Ingest | Roles.Analyst | Roles.Admin)]
    ValueTask<Outcome<bool>> RevokeConsent(Caller caller, string consent);

    /// <summary>Has consents that have ended told by the feed; returns how many, at most so many at once.</summary>
    [Requires(Roles.Sweep)]
    ValueTask<Outcome<int>> ExpireConsents(Caller caller);

    /// <summary>Hands the caller's silo lines of a quota, which it may take within a second.</summary>
    [AlwaysInterleave]
    [Requires(Roles.Ingest | Roles.History | Roles.Analyst)]
    ValueTask<Outcome<QuotaLease>> LeaseLines(Caller caller, QuotaRequest request);
}

/// <summary>A tenant's defaults and thresholds; each change has the next version.</summary>
[GenerateSerializer, Immutable, SuppressReferenceTracking, Alias("risk.tenant_settings")]
public sealed record TenantSettings
{
    /// <summary>Lower-case name, unique on the platform.</summary>
    [Id(0)]
    public required string Name { get; init; }

    [Id(1)]
    public required string Region { get; init; }

    [Id(2)]
    public int Version { get; init; } = 1;

    [Id(3)]
    public string Currency { get; init; } = "MYR";

    [Id(4)]
    public string Zone { get; init; } = "Asia/Kuala_Lumpur";

    /// <summary>How long decisions can be replayed and duplicates known; 1 to 120 months.</summary>
    [Id(5)]
    public int RetentionMonths { get; init; } = 13;

    [Id(6)]
    public short ReviewAt { get; init; } = 382;

    [Id(7)]
    public short DeclineAt { get; init; } = 548;

    /// <summary>Account ids that pass as card numbers are taken.</summary>
    [Id(8)]
    public bool AllowPanLikeIds { get; init; }

    /// <summary>Unknown fields are refused, not dropped.</summary>
    [Id(9)]
    public bool Strict { get; init; }

    /// <summary>How long an answer may take, milliseconds; 0 for as long as it takes.</summary>
    [Id(10)]
    public int DeadlineMs { get; init; }

    /// <summary>What is answered for want of a decision.</summary>
    [Id(11)]
    public Fallback Fallback { get; init; }

    /// <summary>Greatest amount that a fallback approves, minor units of <see cref="Currency"/>.</summary>
    [Id(12)]
    public long FallbackUpToMinor { get; init; }

    /// <summary>Lines a second, of all keys together; 0 for no bound.</summary>
    [Id(13)]
    public int LinesPerSecond { get; init; }

    /// <summary>The same for history.</summary>
    [Id(14)]
    public int HistoryLinesPerSecond { get; init; }

    /// <summary>Nothing is taken without a customer's live consent.</summary>
    [Id(15)]
    public bool RequiresConsent { get; init; }

    /// <summary>What becomes of data whose consent is revoked, beside that reads of them wait.</summary>
    [Id(16)]
    public Revocation RevokedData { get; init; }
}

/// <summary>Stored by number.</summary>
[GenerateSerializer, Alias("risk.fallback")]
public enum Fallback : byte
{
    /// <summary>Nothing but an error.</summary>
    Refuse = 0,
    Review = 1,

    /// <summary>Approve up to an amount, else review.</summary>
    Approve = 2,
}

/// <summary>Stored by number.</summary>
[GenerateSerializer, Alias("risk.revocation")]
public enum Revocation : byte
{
    /// <summary>They stay, and accounts that have some are not read.</summary>
    Freeze = 0,

    /// <summary>They are taken back by a rebuild of each account.</summary>
    TakeBack = 1,
}

/// <param name="ExpiresAt">Milliseconds since 1970; null for never.</param>
/// <param name="LinesPerSecond">Of this key alone; 0 for no bound.</param>
[GenerateSerializer, Immutable, SuppressReferenceTracking, Alias("risk.key_request")]
public sealed record KeyRequest(string Label, Roles Roles, long? ExpiresAt, int LinesPerSecond = 0);

/// <param name="Secret">The whole key, only in the answer that made it.</param>
[GenerateSerializer, Immutable, SuppressReferenceTracking, Alias("risk.api_key")]
public sealed record ApiKey(
    string Id, string Label, Roles Roles, long CreatedAt, long? ExpiresAt, long? RevokedAt, string? Secret,
    int LinesPerSecond = 0);
