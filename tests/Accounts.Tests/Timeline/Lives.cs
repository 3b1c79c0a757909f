using OrleansRisk.Accounts.Residency;
using OrleansRisk.Core.Accounts;
using OrleansRisk.Core.Transactions;
using OrleansRisk.Tests.Support.InMemory;
using Xunit;

namespace OrleansRisk.Accounts.Tests.Timeline;

/// <summary>What a state says of counts, sums and balance, read as whoever comes next would read it.</summary>
internal static class Lives
{
    public static async Task<byte[]> State(VolatileEngine engine, string account)
    {
        var loading = await new AccountLoader(engine.Services, engine.Tenant, engine.Key(account)).Load(default);
        return Assert.IsType<Loading.Loaded>(loading).Account.State;
    }

    public static long Transactions(byte[] state) => new AccountHeader(state).Transactions;

    public static long Balance(byte[] state) => new AccountHeader(state).Balance;

    public static long SpentOn(byte[] state, int day) => new DailyRing(state)[day].OutSum;

    public static int Attempts(byte[] state, int day) => new DailyRing(state)[day] is var entry
        ? entry.OutCount + entry.InCount
        : 0;

    public static long SpentInMonthOf(byte[] state, long at) =>
        new MonthRing(state).Sum(CivilDate.Month((int)(at / 86_400_000)), FlowKind.OtherOut);

    /// <summary>Transactions labelled fraud; nothing of core but the header's place tells.</summary>
    public static int Frauds(byte[] state) => BitConverter.ToInt32(state, 80);
}
