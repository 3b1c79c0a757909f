using System.Globalization;

namespace OrleansRisk.Samples.Generator.Lender;

/// <summary>One line of the sample as the contract has it; balances are those after the line.</summary>
internal sealed record Line(
    string Id, string Account, DateTime At, string Status, Movement Movement, long BalanceSen);

/// <summary>
/// An account's books: every movement is posted in order of time, so that each line's balance is the one before plus or
/// minus its amount. What is not covered is not paid, except what bounces.
/// </summary>
internal sealed class Ledger(string account, long opening)
{
    private readonly List<Line> _lines = [];
    private readonly List<(DateTime At, string? Id, Movement Movement)> _pending = [];
    private int _number;

    public long Balance { get; private set; } = opening;

    public IReadOnlyList<Line> Lines => _lines;

    public void Day(DateOnly day, IEnumerable<Movement> movements)
    {
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        foreach (var movement in movements.OrderBy(m => m.Second))
        {
            var at = midnight.AddSeconds(movement.Second);
            BookPending(at);
            Post(at, movement);
        }

        BookPending(midnight.AddDays(1));
    }

    private void Post(DateTime at, Movement movement)
    {
        var covered = movement.Credit || Balance - Reserved() >= movement.Sen;
        if (!covered && !movement.Bounces)
        {
            return;
        }

        var id = NextId();
        if (movement.Authorised)
        {
            _lines.Add(new Line(id, account, at, "authorised", movement, Balance));
            _pending.Add((at.AddHours(26), id, movement));
            return;
        }

        Book(id, at, movement);
        if (!covered)
        {
            Return(at.Date.AddDays(1).AddHours(6), movement);
        }
    }

    private void Book(string id, DateTime at, Movement movement)
    {
        Balance += movement.Credit ? movement.Sen : -movement.Sen;
        _lines.Add(new Line(id, account, at, "booked", movement, Balance));
    }

    /// <summary>The money comes back before the next day's business, and the bank takes its fee.</summary>
    private void Return(DateTime at, Movement movement)
    {
        _pending.Add((at, null, Movement.In(0, movement.Sen, movement.Counterparty, Category.Returned,
            movement.Channel)));
        _pending.Add((at.AddSeconds(5), null, Movement.Out(0, 1_000, "Bank Contoh", Category.Nsf, "fee")));
    }

    /// <summary>Ids count within their account, as many banks' do: the identity is (account, id, status).</summary>
    private string NextId() => "T" + (++_number).ToString("D4", CultureInfo.InvariantCulture);

    private long Reserved() => _pending.Where(p => !p.Movement.Credit).Sum(p => p.Movement.Sen);

    private void BookPending(DateTime until)
    {
        foreach (var (at, id, movement) in _pending.Where(p => p.At < until).OrderBy(p => p.At).ToList())
        {
            Book(id ?? NextId(), at, movement);
        }

        _pending.RemoveAll(p => p.At < until);
    }
}
