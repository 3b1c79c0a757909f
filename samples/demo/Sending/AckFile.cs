using System.Globalization;
using System.Text;
using OrleansRisk.Contract.Decisions;

namespace OrleansRisk.Samples.Demo.Sending;

/// <summary>
/// What was acknowledged, in a file of the client's own: tenant, account, transaction, status and decision.
/// </summary>
internal sealed class AckFile(string path) : IDisposable
{
    private readonly FileStream _file = new(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read, bufferSize: 0);
    private readonly Lock _writing = new();

    public string Path { get; } = path;

    public void Write(string tenant, DecisionBody decision)
    {
        var line = Encoding.UTF8.GetBytes(string.Create(
            CultureInfo.InvariantCulture,
            $"{tenant}\t{decision.AccountId}\t{decision.Transaction}\t{decision.Status}\t{decision.Decision}\n"));
        lock (_writing)
        {
            _file.Write(line);
        }
    }

    public void Dispose() => _file.Dispose();
}
