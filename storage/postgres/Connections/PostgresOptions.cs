using System.Collections.ObjectModel;
using System.ComponentModel.DataAnnotations;

namespace OrleansRisk.Postgres.Connections;

/// <summary>
/// How a host reaches the cluster's database, and those of pools that have one of their own. Four roles, four
/// connection strings: how each logs in (its own name and password, peer, or another login with <c>Options=-c
/// role=risk_writer</c>) is the operator's choice; the start checks say what each may do.
/// </summary>
public sealed record PostgresOptions
{
    /// <summary>As <c>risk_writer</c>: appends to the journal and reads nothing of it. Required.</summary>
    [Required]
    public required string Writer { get; init; }

    /// <summary>As <c>risk_reader</c>: one tenant at a time, by row-level security. Required.</summary>
    [Required]
    public required string Reader { get; init; }

    /// <summary>
    /// As <c>risk_projector</c>: reads all tenants' sealed records to fold what accounts share. Required.
    /// </summary>
    [Required]
    public required string Projector { get; init; }

    /// <summary>As <c>risk_operator</c>: tenants, API keys and months; no customer's data. Required.</summary>
    [Required]
    public required string Operator { get; init; }

    /// <summary>
    /// Refuses a server that may lose what it confirmed, and logins of superusers. The default is false.
    /// </summary>
    public bool Production { get; init; }

    /// <summary>
    /// The pool whose tenants this process serves: marks its writers as written by those who hold the same tenants'
    /// keys, and says in which database they lie. The default is none.
    /// </summary>
    [RegularExpression("^[a-z0-9-]{0,32}$")]
    public string Scope { get; init; } = "";

    /// <summary>
    /// Databases of pools that have one of their own, by the pool's name. A pool that is not named has its tenants in
    /// the cluster's; the default is that all have.
    /// </summary>
    public IReadOnlyDictionary<string, DatabaseLogins> Pools { get; init; } =
        ReadOnlyDictionary<string, DatabaseLogins>.Empty;

    /// <summary>
    /// What this process's writers are signed with, so that the cluster can bar its writer. The default is
    /// <see cref="ThisProcess"/>.
    /// </summary>
    [Required]
    public string Signature { get; init; } = ThisProcess;

    /// <summary>Machine, process, and digits that no other start of it has.</summary>
    public static string ThisProcess { get; } =
        $"{Environment.MachineName}/{Environment.ProcessId}/{Guid.NewGuid():n}";

    /// <summary>Scopes whose writers this process folds; null, the default, is every one.</summary>
    public IReadOnlyList<string>? ProjectedScopes { get; init; }

    /// <summary>Connections of the reader. The default is 8; 1 to 200.</summary>
    [Range(1, 200)]
    public int ReaderConnections { get; init; } = 8;

    /// <summary>
    /// Connections each of the writer's snapshots, the projector and the operator. The default is 4; 1 to 50.
    /// </summary>
    [Range(1, 50)]
    public int OtherConnections { get; init; } = 4;

    /// <summary>How long to wait for a connection, in seconds. The default is 3; 1 to 60.</summary>
    [Range(1, 60)]
    public int ConnectSeconds { get; init; } = 3;

    /// <summary>
    /// How long a row waits for another session that holds its place. The default is 200 ms; 10 ms to 5 s.
    /// </summary>
    [Range(10, 5_000)]
    public int LockWaitMilliseconds { get; init; } = 200;

    /// <summary>How long one statement may take on the server. The default is 5,000 ms; 500 ms to 60 s.</summary>
    [Range(500, 60_000)]
    public int StatementMilliseconds { get; init; } = 5_000;

    /// <summary>
    /// How long a commit may take in all before it counts as lost. The default is 8,000 ms; 1 s to 120 s.
    /// </summary>
    [Range(1_000, 120_000)]
    public int CommitMilliseconds { get; init; } = 8_000;

    /// <summary>
    /// How long to ask what became of a lost commit before it stays unknown. The default is 10,000 ms; 500 ms to 120
    /// s.
    /// </summary>
    [Range(500, 120_000)]
    public int AskMilliseconds { get; init; } = 10_000;

    /// <summary>
    /// How long a writer may stand still inside a commit, for whatever reason, before one that it blocks ends its
    /// session. The default is 10,000 ms; 1 s to 10 min.
    /// </summary>
    [Range(1_000, 600_000)]
    public int StuckMilliseconds { get; init; } = 10_000;

    /// <summary>The same with the logins of the database in which a pool's tenants lie.</summary>
    internal PostgresOptions Of(string pool) => !Pools.TryGetValue(pool, out var logins) ? this : this with
    {
        Writer = logins.Writer,
        Reader = logins.Reader,
        Projector = logins.Projector,
        Operator = logins.Operator,
    };

    /// <summary>Its name alone: connection strings hold passwords.</summary>
    public override string ToString() => nameof(PostgresOptions);

    /// <summary>Throws <see cref="ValidationException"/> naming the first option out of its range.</summary>
    public void Validate() => Validator.ValidateObject(this, new ValidationContext(this), validateAllProperties: true);
}
