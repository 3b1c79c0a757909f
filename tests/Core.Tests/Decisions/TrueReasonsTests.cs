using System.Globalization;
using System.Text.RegularExpressions;
using OrleansRisk.Core.Accounts;
using OrleansRisk.Core.Decisions;
using OrleansRisk.Core.Observations;
using OrleansRisk.Core.Tests.Support;
using OrleansRisk.Core.Transactions;

namespace OrleansRisk.Core.Tests.Decisions;

/// <summary>
/// Every number in every sentence of 10,000 decisions on bank accounts, counted again in the rows by what the sentence
/// says and nothing else.
/// </summary>
public sealed partial class TrueReasonsTests
{
    private const int Decisions = 10_000;

    [Fact]
    public void Sentences_OfTenThousandDecisions_AreTrueOfTheRows()
    {
        var (made, numbers, sentences) = (0, 0, new Dictionary<ReasonCode, int>());
        for (ulong household = 40_001; made < Decisions; household++)
        {
            var (state, rows, sequence) = (Some.State(), new Rows(), 0L);
            foreach (var arrival in new Household(household).Live(20_300, 60))
            {
                Assessment.Assess(
                    ScoringVersions.Four, state, arrival.Transaction, arrival.Inputs(++sequence), Some.Tables,
                    out var decision);
                made++;
                var bank = BankAsOf(state);
                foreach (var reason in bank ? Reasons.Of(decision.Anomaly) : [])
                {
                    var text = ReasonTexts.For(reason, Some.Currency());
                    sentences[reason.Code] = sentences.GetValueOrDefault(reason.Code) + 1;
                    numbers += rows.Check(arrival, text);
                }

                rows.Add(arrival);
            }
        }

        Assert.True(numbers > 5_000, $"{numbers} numbers in {string.Join(", ", sentences)}");
        ReasonCode[] all =
        [
            ReasonCode.AmountOfMonth, ReasonCode.PaymentsOfDay, ReasonCode.CounterpartyRecent, ReasonCode.BalanceShare,
            ReasonCode.CounterpartiesNew, ReasonCode.CountryUnusual,
        ];
        Assert.All(all, code => Assert.True(sentences.GetValueOrDefault(code) > 10, $"{code}"));
    }

    private static bool BankAsOf(byte[] state) => new AccountHeader(state).BalanceKnown
        || new AmountMoments(state).Log(PayWay.Incoming).Count > 0
        || new AmountMoments(state).Log(PayWay.Transfer).Count > 0;

    [GeneratedRegex(@"[0-9]+(\.[0-9]+)?")]
    private static partial Regex Numbers();

    private sealed class Rows
    {
        private readonly List<Arrival> _attempts = [];
        private readonly List<(int Day, long Out)> _bookings = [];
        private long? _balance;
        private long _balanceAt = long.MinValue;

        /// <summary>Checks a sentence about the next transaction; says how many numbers were in it.</summary>
        public int Check(in Arrival next, string text)
        {
            var stated = Numbers().Matches(text).Select(static match =>
                double.Parse(match.Value, CultureInfo.InvariantCulture)).ToArray();
            if (stated.Length == 0)
            {
                return 0;
            }

            var (now, day, party) = (next.Transaction.At, DayOf(next), next.Counterparty);
            var words = Numbers().Replace(text, "#");
            var ok = words switch
            {
                "amount #; in the last # days # was booked out" =>
                    stated[0] == next.Transaction.AmountMinor / 100.0 && stated[1] == 30
                        && stated[2] == BookedOut(day - 29, day) / 100.0,
                "payments within # hours: at least #; in the last # days # a day" =>
                    stated[0] == 24 && stated[2] == 30
                        && stated[1] <= Payments(now - (24 * Some.Hour), now) + First(next)
                        && stated[1] >= Payments(now - (23 * Some.Hour), now) + First(next)
                        && Math.Abs(stated[3] - (PaymentsOn(day - 29, day) / 30.0)) <= 0.0501,
                "days since the counterparty was first met: at least #; payments to it so far: at least #" =>
                    Of(party).Any() && stated[0] <= day - Of(party).Min(DayOf)
                        && stated[1] <= Of(party).Count(IsDebit),
                "different counterparties since yesterday: at least #" =>
                    stated[0] <= Since(day - 1, static _ => true),
                "different payers within a week: at least #" =>
                    stated[0] <= Since(day - 7, static each => !IsDebit(each)),
                "# % of the balance before it" => Near(stated[0], 100.0 * next.Transaction.AmountMinor / Before(next)),
                "# of this counterparty's newest # labelled transactions are fraud" =>
                    stated[1] == 3 && stated[0] == System.Numerics.BitOperations.PopCount(
                        next.Figures.LastLabels & 7u),
                _ => false,
            };
            Assert.True(ok, text);
            return stated.Length;
        }

        public void Add(in Arrival next)
        {
            var transaction = next.Transaction;
            if (next.Prior.Seen == 0
                && transaction.Status is TransactionStatus.Authorised or TransactionStatus.Booked)
            {
                _attempts.Add(next);
            }

            var moved = transaction.Status switch
            {
                TransactionStatus.Booked => IsDebit(next) ? -transaction.AmountMinor : transaction.AmountMinor,
                TransactionStatus.Reversed => IsDebit(next) ? transaction.AmountMinor : -transaction.AmountMinor,
                _ => 0,
            };
            if (moved != 0 && IsDebit(next))
            {
                _bookings.Add((moved < 0 ? DayOf(next) : next.Prior.BookedDay, -moved));
            }

            _balance = transaction.At >= _balanceAt ? _balance + moved : _balance;
            if (transaction.BalanceMinor is { } said && transaction.At >= _balanceAt)
            {
                (_balance, _balanceAt) = (said, transaction.At);
            }
        }

        private double Before(in Arrival next) =>
            _balance ?? (double)next.Transaction.BalanceMinor!.Value + next.Transaction.AmountMinor;

        private IEnumerable<Arrival> Of(ulong party) => _attempts.Where(each => each.Counterparty == party);

        private int Since(int day, Func<Arrival, bool> wanted) =>
            _attempts.Where(each => DayOf(each) >= day && wanted(each)).DistinctBy(static each => each.Counterparty)
                .Count();

        private long BookedOut(int from, int to) =>
            _bookings.Where(each => each.Day >= from && each.Day <= to).Sum(static each => each.Out);

        private int Payments(long from, long to) =>
            _attempts.Count(each => IsDebit(each) && each.Transaction.At > from && each.Transaction.At <= to);

        private int PaymentsOn(int from, int to) =>
            _attempts.Count(each => IsDebit(each) && DayOf(each) >= from && DayOf(each) <= to);

        private static int First(in Arrival next) => next.Prior.Seen == 0 ? 1 : 0;

        private static bool Near(double stated, double counted) =>
            Math.Abs(stated - counted) <= (counted < 10 ? 0.0501 : 0.501);

        private static bool IsDebit(Arrival each) => each.Transaction.Direction == Direction.Debit;

        private static int DayOf(Arrival each) => (int)(each.Transaction.At / Some.Day);
    }
}
