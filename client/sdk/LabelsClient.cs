using OrleansRisk.Contract;
using OrleansRisk.Contract.Labels;
using static OrleansRisk.Client.Transport;

namespace OrleansRisk.Client;

/// <summary>What became known of transactions.</summary>
public sealed class LabelsClient
{
    private readonly Transport _calls;

    internal LabelsClient(Transport calls) => _calls = calls;

    /// <summary>Tells what became known of a transaction. Telling the same again answers <c>unchanged</c>.</summary>
    /// <param name="label">Fraud, genuine, or an earlier label taken back.</param>
    /// <param name="cancel">Stops waiting.</param>
    public Task<LabelAnswer> CreateAsync(LabelBody label, CancellationToken cancel = default) =>
        _calls.AskAgain(
            Body(HttpMethod.Post, Routes.Labels, label, ContractJson.Default.LabelBody),
            ContractJson.Default.LabelAnswer,
            cancel);
}
