using System.Globalization;
using Microsoft.AspNetCore.Http;
using OrleansRisk.Actors.Accounts;
using OrleansRisk.Api.Access;
using OrleansRisk.Api.Decisions;
using OrleansRisk.Api.Http;
using OrleansRisk.Api.Parameters;
using OrleansRisk.Api.Problems;
using OrleansRisk.Contract;
using OrleansRisk.Contract.Errors;
using OrleansRisk.Contract.Transactions;
using OrleansRisk.Core.Accounts;
using OrleansRisk.Core.Decisions;
using OrleansRisk.Core.Transactions;
using OrleansRisk.Events.Decisions;

namespace OrleansRisk.Api.Accounts;

internal sealed partial class AccountEndpoints
{
    private const double Micro = 1_000_000;
    private static readonly DateOnly Epoch = new(1970, 1, 1);

    /// <summary>An account's recorded transactions, newest first; a page ends with the id of a decision.</summary>
    public async Task Transactions(HttpContext context, string accountId)
    {
        if (!Ids.TryParseAccount(accountId, out var letters) || !AccountKey.TryParse(letters, out var key))
        {
            await ApiError.Write(context, ErrorCodes.NotFound);
            return;
        }

        if (await closed.Refuse(context, key))
        {
            return;
        }

        var before = 0L;
        if (SharedParameters.AfterPage.Find(context.Request) is { } after
            && (!RecordIds.TryParse(after, out var named, out before) || named != key))
        {
            await SharedParameters.AfterPage.Refusal(context.Request).Write(context);
            return;
        }

        var (call, limit) = (Call.Of(context), SharedParameters.Limit.Of(context.Request));
        var outcome = await actors.Account(call.Caller.Tenant, key).Transactions(
            call.Caller, new TransactionQuery(before, limit));
        if (!outcome.IsDone)
        {
            await Outcomes.OfRead(outcome.Failure).Write(context);
            return;
        }

        await Json.Write(context, PageOf(letters, limit, outcome.Value), ContractJson.Default.TransactionPage);
    }

    private static TransactionPage PageOf(string letters, int limit, DecisionsPage page)
    {
        var last = page.LookedTo > 0 ? page.LookedTo : page.Entries[^1].Inputs.Sequence;
        return new TransactionPage
        {
            Items = [.. page.Entries.Select(entry => new RecordedTransactionBody
            {
                Decision = RecordIds.Decision(letters, entry.Inputs.Sequence),
                RecordedAt = DateTimeOffset.FromUnixTimeMilliseconds(entry.Inputs.ArrivedAt),
                Outcome = entry.Decision.Outcome == Outcome.None ? null : Names.Of(entry.Decision.Outcome),
                AnomalyScore = entry.Decision.Anomaly.Score,
                SupersededBy = entry.SupersededBy == 0 ? null : RecordIds.Decision(letters, entry.SupersededBy),
                Transaction = BodyOf(entry),
            })],
            Limit = limit,
            HasMore = page.HasMore,
            After = page.HasMore ? RecordIds.Decision(letters, last) : null,
        };
    }

    private static TransactionBody BodyOf(DecidedTransaction entry)
    {
        var transaction = entry.Transaction;
        return new TransactionBody
        {
            Id = transaction.Id,
            Account = entry.Answer.Account,
            At = transaction.DayOnly ? null : DateTimeOffset.FromUnixTimeMilliseconds(transaction.At),
            Date = transaction.DayOnly ? Epoch.AddDays(entry.Inputs.CivilDay) : null,
            Amount = MoneyText.Of(transaction.AmountMinor, transaction.Currency),
            Currency = transaction.Currency.Code,
            Direction = Names.Of(transaction.Direction),
            Status = Names.Of(transaction.Status),
            Replaces = transaction.Replaces,
            Counterparty = transaction.Counterparty,
            Category = transaction.Category,
            Mcc = transaction.Mcc == 0 ? null : transaction.Mcc.ToString("0000", CultureInfo.InvariantCulture),
            Channel = transaction.Channel,
            Country = transaction.Country,
            Balance = transaction.BalanceMinor is { } balance ? MoneyText.Of(balance, transaction.Currency) : null,
            Device = transaction.Device,
            Geo = transaction.Geo is not { } geo ? null
                : new GeoBody(geo.LatitudeMicro / Micro, geo.LongitudeMicro / Micro),
            Description = transaction.Description,
            Fx = transaction.Fx is { } rate ? TextOf(rate) : null,
        };
    }

    private static string TextOf(ExchangeRate rate) =>
        new decimal((int)rate.Mantissa, (int)(rate.Mantissa >> 32), 0, isNegative: false, rate.Scale)
            .ToString(CultureInfo.InvariantCulture);
}
