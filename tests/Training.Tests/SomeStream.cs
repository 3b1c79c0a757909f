using System.Globalization;

namespace OrleansRisk.Training.Tests;

/// <summary>
/// An invented card business: shops where cards are abused for a while, and thieves who spend far more than the owner.
/// </summary>
internal static class SomeStream
{
    public const int Days = 40;
    private const int PaymentsADay = 400;
    private const int Accounts = 200;
    private const int Shops = 120;

    public static readonly DateOnly First = new(2025, 3, 1);

    /// <param name="fraudIs">What each line's label says, of what it truly is; the truth by default.</param>
    public static IEnumerable<string> Lines(Func<int, bool, bool>? fraudIs = null)
    {
        yield return "account,id,at,direction,amount,currency,counterparty,label,segment";
        var random = new Evaluation.Draw(11);
        for (var i = 0; i < Days * PaymentsADay; i++)
        {
            var (day, second) = (i / PaymentsADay, i % PaymentsADay * (86_400 / PaymentsADay));
            var (account, shop) = (random.Below(Accounts), random.Below(Shops));
            var stolen = random.Below(60) == 0;
            var abused = shop % 20 == day / 22 && random.Below(2) == 0;
            var amount = (20 + (account % 30) + random.Below(30)) * (stolen ? 9 : 1);
            var fraud = fraudIs?.Invoke(i, stolen || abused) ?? (stolen || abused);
            yield return string.Create(CultureInfo.InvariantCulture,
                $"A{account},T{i},{First.AddDays(day):yyyy-MM-dd}T{TimeSpan.FromSeconds(second):hh\\:mm\\:ss}Z,debit,"
                + $"{amount}.00,MYR,S{shop},{(fraud ? "fraud" : "")},{(account % 2 == 0 ? "even" : "odd")}");
        }
    }
}
