using System.Globalization;

namespace OrleansRisk.Samples.Generator.Load;

/// <summary>
/// Counts how a receiver that gathers for a window would group this load: a benchmark of many transactions in one
/// record says little about a load whose batches hold one.
/// </summary>
internal sealed class BatchShares(int perSecond, int windowMilliseconds)
{
    private readonly long _perWindow = Math.Max(1, (long)perSecond * windowMilliseconds / 1_000);
    private readonly Dictionary<int, int> _window = [];
    private long _transactions, _batches, _single, _inWindow;
    private readonly Dictionary<int, long> _byAccount = [];

    public void Add(int account)
    {
        _transactions++;
        _window[account] = _window.GetValueOrDefault(account) + 1;
        _byAccount[account] = _byAccount.GetValueOrDefault(account) + 1;
        if (++_inWindow == _perWindow)
        {
            Close();
        }
    }

    public string Report()
    {
        Close();
        var hottest = _byAccount.Count == 0 ? 0 : _byAccount.Values.Max();
        return string.Create(CultureInfo.InvariantCulture,
            $"{_transactions} transactions of {_byAccount.Count} accounts; "
            + $"the busiest has {100.0 * hottest / Math.Max(1, _transactions):F2} % of them.\n"
            + $"At {perSecond} a second and a window of {windowMilliseconds} ms ({_perWindow} transactions): "
            + $"{_batches} batches, "
            + $"{100.0 * _single / Math.Max(1, _batches):F1} % of them a single transaction.");
    }

    private void Close()
    {
        _batches += _window.Count;
        _single += _window.Values.Count(n => n == 1);
        _window.Clear();
        _inWindow = 0;
    }
}
