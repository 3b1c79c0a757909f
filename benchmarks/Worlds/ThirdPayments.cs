namespace OrleansRisk.Benchmarks.Worlds;

/// <summary>
/// Which payments are the third or a later one to the same payee, in a rhythm of six days or more, of an amount within
/// a fifth of those before, from no new device and in no new country: nobody wants to be asked about these.
/// </summary>
internal sealed class ThirdPayments
{
    private const int RhythmMin = 6;
    private const double Apart = 0.2;
    private readonly Dictionary<(string Account, ulong Payee), Past> _payees = [];
    private readonly HashSet<(string Account, string Setting)> _settings = [];

    /// <summary>Whether this one is, told of every line in order.</summary>
    public bool Is(WireLine line)
    {
        var transaction = line.Transaction;
        var known = !IsNew(line, "device", transaction.Device) & !IsNew(line, "country", transaction.Country);
        if (!line.Debit || line.Counterparty == 0)
        {
            return false;
        }

        var key = (line.Account, line.Counterparty);
        if (!_payees.TryGetValue(key, out var past))
        {
            _payees.Add(key, new Past(line.CivilDay, transaction.AmountMinor));
            return false;
        }

        return past.Add(line.CivilDay, transaction.AmountMinor) && known;
    }

    private bool IsNew(WireLine line, string what, string? value) =>
        value is not null && _settings.Add((line.Account, what + value));

    private sealed class Past(int day, long amount)
    {
        private int _count = 1;
        private int _last = day;
        private long _least = amount;
        private long _most = amount;
        private bool _steady = true;

        /// <summary>Whether the payment is one more of a kind.</summary>
        public bool Add(int day, long amount)
        {
            _steady &= day - _last >= RhythmMin;
            var within = amount >= _least * (1 - Apart) && amount <= _most * (1 + Apart);
            (_count, _last) = (_count + 1, day);
            (_least, _most) = (Math.Min(_least, amount), Math.Max(_most, amount));
            return _count >= 3 && _steady && within;
        }
    }
}
