namespace OrleansRisk.Host.Commands;

internal static class ExitCodes
{
    public const int Done = 0;

    /// <summary>Nothing was served or changed; standard error says why.</summary>
    public const int Failed = 2;
}
