using System.Globalization;

namespace OrleansRisk.Core.Models;

/// <summary>How many alerts somebody can look at: "0.5 %" of transactions, or "200 a day".</summary>
public readonly record struct AlertBudget(double Amount, bool PerDay)
{
    private const string Share = "%";
    private const string Daily = "a day";

    /// <summary>Null where the text is neither a share nor a number a day.</summary>
    public static AlertBudget? Read(string text)
    {
        var trimmed = text.Trim();
        var unit = trimmed.EndsWith(Share, StringComparison.Ordinal) ? Share : Daily;
        return trimmed.EndsWith(unit, StringComparison.Ordinal)
            && double.TryParse(trimmed[..^unit.Length].Trim(), NumberStyles.AllowDecimalPoint,
                CultureInfo.InvariantCulture, out var amount)
            && amount > 0 && (unit == Daily ? double.IsFinite(amount) : amount <= 100)
                ? new AlertBudget(amount, unit == Daily)
                : null;
    }

    public override string ToString() =>
        Amount.ToString("R", CultureInfo.InvariantCulture) + " " + (PerDay ? Daily : Share);

    /// <summary>Alerts that are allowed among so many scored in so many days.</summary>
    public long Alerts(long scored, int days) => (long)Math.Floor(PerDay ? Amount * days : Amount / 100 * scored);

    /// <summary>
    /// The mildest threshold that does not go beyond the budget on these scores; those of one score stand together.
    /// </summary>
    public int Threshold(ScoreScale scale, ReadOnlySpan<int> scores, int days)
    {
        var counts = new long[Limits.ScoreMax + 1];
        foreach (var score in scores)
        {
            counts[score]++;
        }

        var (left, step) = (Alerts(scores.Length, days), scale == ScoreScale.Risk ? -1 : 1);
        var at = step < 0 ? Limits.ScoreMax : Limits.ScoreMin;
        while (at is >= Limits.ScoreMin and <= Limits.ScoreMax && counts[at] <= left)
        {
            left -= counts[at];
            at += step;
        }

        return at - step;
    }
}
