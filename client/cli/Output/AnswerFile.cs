using System.Text.Json;
using OrleansRisk.Contract;
using OrleansRisk.Contract.Decisions;
using OrleansRisk.Contract.Errors;

namespace OrleansRisk.Cli.Output;

/// <summary>Answers as NDJSON, in the shape the server gives them; written whole lines at a time.</summary>
internal sealed class AnswerFile(Stream to, bool owned) : IAsyncDisposable
{
    private static readonly byte[] Feed = "\n"u8.ToArray();
    private readonly BufferedStream _buffered = new(to, 65_536);

    public void Write(DecisionBody decision)
    {
        JsonSerializer.Serialize(_buffered, decision, ContractJson.Default.DecisionBody);
        _buffered.Write(Feed);
    }

    public void Write(ErrorLine error)
    {
        JsonSerializer.Serialize(_buffered, error, ContractJson.Default.ErrorLine);
        _buffered.Write(Feed);
    }

    public async ValueTask DisposeAsync()
    {
        await _buffered.FlushAsync();
        await to.FlushAsync();
        if (owned)
        {
            await to.DisposeAsync();
        }
    }
}
