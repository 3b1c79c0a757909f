using OrleansRisk.Core.Accounts;
using OrleansRisk.Core.Observations;

namespace OrleansRisk.Core.Updates;

/// <summary>
/// Takes what the lender states into the state. No score moves by it: the next event measures with what is stated now.
/// </summary>
internal static class SettingsUpdate
{
    public static void Apply(Span<byte> state, in SettingsEvent settings)
    {
        var header = new AccountHeader(state);
        header.Sequence = settings.Sequence;
        header.Currency = settings.CurrencyNumber;
        header.OpenedDay = settings.OpenedDay;
    }
}
