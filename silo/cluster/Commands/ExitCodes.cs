namespace OrleansRisk.Silo.Commands;

internal static class ExitCodes
{
    public const int Done = 0;
    public const int Failed = 2;
}
