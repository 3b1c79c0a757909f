namespace OrleansRisk.Core.Accounts;

/// <summary>
/// At which hours and on which weekdays the account is used; halved when a bin is full, so that habits can change.
/// </summary>
internal readonly ref struct ClockProfile(Span<byte> state)
{
    private const int Hours = 24;
    private const int Weekdays = 7;
    private const int Full = 1_024;

    private readonly Span<byte> _bytes = state.Slice(Layout.Clock, Layout.ClockSize);

    private ReadOnlySpan<byte> Read => _bytes;

    public int AtHour(int hour) => Read.U16(hour * 2);

    public int Total()
    {
        var total = 0;
        for (var hour = 0; hour < Hours; hour++)
        {
            total += AtHour(hour);
        }

        return total;
    }

    /// <summary>The most used hour; the earlier one of two.</summary>
    public int BusiestHour()
    {
        var busiest = 0;
        for (var hour = 1; hour < Hours; hour++)
        {
            busiest = AtHour(hour) > AtHour(busiest) ? hour : busiest;
        }

        return busiest;
    }

    public void AddHour(int hour) => Add(0, Hours, hour);

    public void AddDay(int civilDay) => Add(Hours, Weekdays, (civilDay + 3) % Weekdays);

    private void Add(int first, int count, int index)
    {
        _bytes.Count16((first + index) * 2);
        if (Read.U16((first + index) * 2) < Full)
        {
            return;
        }

        for (var i = first; i < first + count; i++)
        {
            _bytes.U16(i * 2, (ushort)(Read.U16(i * 2) / 2));
        }
    }
}
