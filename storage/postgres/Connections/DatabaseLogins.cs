namespace OrleansRisk.Postgres.Connections;

/// <summary>How a host logs in to one database: a connection string for each role.</summary>
public sealed class DatabaseLogins
{
    /// <inheritdoc cref="PostgresOptions.Writer"/>
    public required string Writer { get; init; }

    /// <inheritdoc cref="PostgresOptions.Reader"/>
    public required string Reader { get; init; }

    /// <inheritdoc cref="PostgresOptions.Projector"/>
    public required string Projector { get; init; }

    /// <inheritdoc cref="PostgresOptions.Operator"/>
    public required string Operator { get; init; }
}
