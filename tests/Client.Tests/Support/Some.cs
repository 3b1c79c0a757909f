using System.Text.Json;
using OrleansRisk.Client;
using OrleansRisk.Contract;
using OrleansRisk.Contract.Accounts;
using OrleansRisk.Contract.Decisions;
using OrleansRisk.Contract.Errors;
using OrleansRisk.Contract.Feed;
using OrleansRisk.Contract.Tenants;
using OrleansRisk.Contract.Transactions;

namespace OrleansRisk.Client.Tests.Support;

/// <summary>Values of which a test names only what matters to it.</summary>
internal static class Some
{
    public const string AccountId = "acct_aaaaaaaaaaaaaaaaaaaaaaaaaa";
    public const string DecisionId = "dec_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab";

    public static readonly DateTimeOffset Time = new(2026, 5, 4, 9, 30, 0, TimeSpan.Zero);

    public static TransactionBody Transaction(string id = "T-1", string account = "A-1") => new()
    {
        Id = id,
        Account = account,
        At = Time,
        Amount = "55.71",
        Currency = "MYR",
        Direction = Directions.Debit,
    };

    public static TransactionLine Line(string id = "T-1", string account = "A-1") =>
        TransactionLine.Of(Transaction(id, account));

    public static EventBody Event(
        string cursor, string type = EventTypes.ScoreUpdated, string account = "A-1", int score = 120) => new()
        {
            Id = "evt_" + cursor,
            Type = type,
            Created = Time,
            ApiVersion = "v1",
            Cursor = cursor,
            Data = JsonSerializer.SerializeToElement(
                Decision(account: account, score: score), ContractJson.Default.DecisionBody),
        };

    public static DecisionBody Decision(
        long line = 0, string transaction = "T-1", string account = "A-1", string status = "booked",
            bool duplicate = false,
        string outcome = Outcomes.Approve, int score = 120) => new()
        {
            Line = line,
            Decision = DecisionId,
            AccountId = AccountId,
            Account = account,
            Transaction = transaction,
            Status = status,
            Outcome = outcome,
            OutcomeKind = OutcomeKinds.Live,
            Anomaly = new AnomalyBody
            {
                Score = score,
                HigherIs = "riskier",
                Calibrated = false,
                Probability = null,
                AlertRate = 0.19,
                History = 63,
                Reasons =
                [
                    new ReasonBody { Code = "amount.unusual", Text = "Unusual.", Value = "55.71", Usual = "9.00",
                        Points = 80 },
                ],
            },
            Credit = new CreditBody
            {
                Score = null,
                HigherIs = "safer",
                State = CreditStates.InsufficientHistory,
                Needs = ["18 days"],
                Reasons = [],
            },
            Rules = new RulesBody(0, []),
            Flags = [],
            Degraded = null,
            Duplicate = duplicate,
            AsOf = Time,
            Zone = "Asia/Kuala_Lumpur",
            Versions = new VersionsBody
            {
                Model = "m",
                Policy = 1,
                ScoringVersion = 1,
                Observations = new ObservationsBody(0, 0)
            },
        };

    public static FallbackBody Fallback(long line = 0, string transaction = "T-1", string account = "A-1") => new()
    {
        Line = line,
        Recorded = false,
        AccountId = AccountId,
        Account = account,
        Transaction = transaction,
        Status = "booked",
        Outcome = Outcomes.Review,
        OutcomeKind = OutcomeKinds.Fallback,
        Degraded = new DegradedBody("deadline", 120, 40),
    };

    public static ReplayBody Replay(bool equal = true) => new()
    {
        Decision = DecisionId,
        Equal = equal,
        FirstDifference = equal ? null : "observed.figures",
        StateBefore = "00000000000000aa",
        StateAfter = "00000000000000bb",
        RecomputedStateAfter = equal ? "00000000000000bb" : "00000000000000cc",
        EventsFolded = 7,
        Recorded = Decision(),
        Recomputed = Decision(),
    };

    public static AccountBody Account(string account = "A-1") => new()
    {
        AccountId = AccountId,
        Account = account,
        Currency = "MYR",
        Zone = "Asia/Kuala_Lumpur",
        Opened = null,
        Product = null,
        Segment = null,
        Customers = [],
        Labels = [],
        Defaults = true,
        Transactions = 3,
        Sequence = 3,
        AsOf = Time,
        Balance = "10.00",
        LastAnomaly = null,
        Credit = Decision().Credit,
    };

    public static TenantBody Tenant(string name = "north") => new()
    {
        Tenant = "ten_1",
        Name = name,
        Region = "my1",
        Version = 1,
        Currency = "MYR",
        Zone = "Asia/Kuala_Lumpur",
        RetentionMonths = 13,
        ReviewAt = 382,
        DeclineAt = 548,
        AllowPanLikeIds = false,
        Strict = false,
        DeadlineMs = 0,
        Fallback = FallbackNames.Refuse,
        FallbackUpToMinor = 0,
        LinesPerSecond = 0,
        HistoryLinesPerSecond = 0,
        RequiresConsent = false,
        RevokedData = RevokedDataNames.Freeze,
    };

    public static KeyBody Key(string? secret = null) => new()
    {
        Key = "k1",
        Label = "till",
        Roles = [RoleNames.Ingest],
        CreatedAt = Time,
        ExpiresAt = null,
        RevokedAt = null,
        Secret = secret,
    };

    public static Problem Problem(ErrorCode code, long? retryAfterMs = null) => new()
    {
        Type = code.Type,
        Code = code.Code,
        Message = code.Sentence,
        RequestId = "req_1",
        RetryAfterMs = retryAfterMs,
    };
}
