using OrleansRisk.Core.Observations;

namespace OrleansRisk.Journal.Records;

/// <summary>The part of an observation that <see cref="DecisionInputsCodec"/> marks with its bit 5.</summary>
internal static class WindowsCodec
{
    public static void Write(ref PayloadWriter writer, in CounterpartyWindows windows)
    {
        Write(ref writer, windows.OneDay);
        Write(ref writer, windows.SevenDays);
        Write(ref writer, windows.ThirtyDays);
        writer.Signed(windows.FraudAge);
        writer.Signed(windows.GenuineSince);
        writer.Signed(windows.NewAccounts1D);
        writer.Signed(windows.NewAccounts7D);
        writer.Byte(windows.BadAccounts);
        writer.Signed(windows.FadedMilli);
    }

    public static CounterpartyWindows Read(ref PayloadReader reader) => new()
    {
        Stated = true,
        OneDay = ReadWindow(ref reader),
        SevenDays = ReadWindow(ref reader),
        ThirtyDays = ReadWindow(ref reader),
        FraudAge = reader.Int16(),
        GenuineSince = reader.Int32(),
        NewAccounts1D = reader.Int32(),
        NewAccounts7D = reader.Int32(),
        BadAccounts = reader.Byte(),
        FadedMilli = reader.Signed(),
    };

    private static void Write(ref PayloadWriter writer, in WindowStatistics window)
    {
        writer.Signed(window.Count);
        writer.Signed(window.Frauds);
    }

    private static WindowStatistics ReadWindow(ref PayloadReader reader) => new(reader.Int32(), reader.Int32());
}
