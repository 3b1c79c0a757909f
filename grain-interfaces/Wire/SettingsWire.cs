using OrleansRisk.Actors.Accounts;

namespace OrleansRisk.GrainInterfaces.Wire;

/// <summary>
/// What a lender states of an account, as bytes. A part that was left out is null, 0 or the least number.
/// </summary>
internal static class SettingsWire
{
    public static void Write(WireWriter wire, SettingsRequest request)
    {
        var part = wire.Begin();
        wire.Text(request.Account);
        wire.UInt(request.CurrencyNumber ?? 0u);
        wire.Text(request.Zone);
        wire.Int(request.OpenedDay ?? int.MinValue);
        wire.Text(request.Product);
        wire.Text(request.Segment);
        Write(wire, request.Customers);
        Write(wire, request.Labels);
        wire.End(part);
    }

    public static SettingsRequest Read(ref WireReader wire)
    {
        var part = wire.Part();
        return new SettingsRequest
        {
            Account = part.Text(),
            CurrencyNumber = part.UInt16() is > 0 and var currency ? currency : null,
            Zone = part.Text(),
            OpenedDay = part.Int32() is > int.MinValue and var day ? day : null,
            Product = part.Text(),
            Segment = part.Text(),
            Customers = part.Flag() ? part.Texts() : null,
            Labels = part.Flag() ? part.Texts() : null,
        };
    }

    private static void Write(WireWriter wire, IReadOnlyList<string>? texts)
    {
        wire.Flag(texts is not null);
        if (texts is not null)
        {
            wire.Texts(texts);
        }
    }
}
