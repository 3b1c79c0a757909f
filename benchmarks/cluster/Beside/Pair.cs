using System.Globalization;
using OrleansRisk.Benchmarks.Silos;
using OrleansRisk.Benchmarks.Http;

namespace OrleansRisk.Benchmarks.Cluster.Beside;

/// <summary>
/// A host alone and silos under the same load, by turns, and the first by turns: what the machine does meanwhile hits
/// both.
/// </summary>
internal sealed class Pair(HostProcess alone, SiloCluster silos)
{
    private readonly List<HttpRound> _alone = [];
    private readonly List<HttpRound> _silos = [];
    private TimeSpan[] _each = [.. silos.Each.Select(_ => TimeSpan.Zero)];

    /// <summary>The round of median rate.</summary>
    public HttpRound Alone => Median(_alone);

    public HttpRound Silos => Median(_silos);

    public async Task Send(List<List<byte[]>> loads)
    {
        if (_alone.Count % 2 == 0)
        {
            _alone.Add(await HttpRound.Send(alone, loads));
            await SendToSilos(loads);
        }
        else
        {
            await SendToSilos(loads);
            _alone.Add(await HttpRound.Send(alone, loads));
        }
    }

    /// <summary>Rates, their quotient, and the processor time of each process beside them.</summary>
    public void Report(Report report, string what, string place, double? aim = null)
    {
        report.Figure($"{what}, alone beside {place}", Alone.Rate, "tx/s", Note(_alone));
        report.Figure($"{what}, {place}", Silos.Rate, "tx/s", Note(_silos) + BySilo());
        var ratio = Silos.Rate / Alone.Rate;
        if (aim is { } least)
        {
            report.AtLeast($"{what}, {place} against a host alone", ratio, "×", least);
        }
        else
        {
            report.Figure($"{what}, {place} against a host alone", ratio, "×");
        }
    }

    private async Task SendToSilos(List<List<byte[]>> loads)
    {
        var before = silos.Each;
        _silos.Add(await HttpRound.Send(silos, loads));
        _each = [.. silos.Each.Zip(before, _each).Select(silo => silo.Third + silo.First - silo.Second)];
    }

    private string BySilo()
    {
        if (_each.Length == 1)
        {
            return "";
        }

        var transactions = _silos.Sum(round => round.Lines);
        return "; by silo " + string.Join(" + ", _each.Select(time => string.Create(
            CultureInfo.InvariantCulture, $"{time.TotalMicroseconds / transactions:0.0} µs")));
    }

    /// <summary>Processor time is of all rounds, for it does not depend on what else the machine did.</summary>
    private static string Note(List<HttpRound> rounds)
    {
        var used = rounds.Select(round => round.Used).Aggregate((one, other) => one + other);
        var refused = rounds.Sum(round => round.Refused);
        var spread = string.Create(
            CultureInfo.InvariantCulture, $"{rounds.Min(r => r.Rate):N0} to {rounds.Max(r => r.Rate):N0}");
        var each = used.Each(rounds.Sum(round => round.Lines));
        return $"median of {rounds.Count}, {spread}, {refused:N0} refused; {each}";
    }

    private static HttpRound Median(List<HttpRound> rounds) =>
        rounds.OrderBy(round => round.Rate).ElementAt(rounds.Count / 2);
}
