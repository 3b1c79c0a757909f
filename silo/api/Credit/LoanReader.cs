using OrleansRisk.Actors.Credit;
using OrleansRisk.Api.Problems;
using OrleansRisk.Api.Values;
using OrleansRisk.Contract.Credit;
using OrleansRisk.Contract.Errors;
using OrleansRisk.Core.Transactions;

namespace OrleansRisk.Api.Credit;

/// <summary>A loan applied for, from the contract's shape to the engine's; checked here.</summary>
internal static class LoanReader
{
    private static readonly int Epoch = new DateOnly(1970, 1, 1).DayNumber;
    private static readonly int LastDay = new DateOnly(2199, 12, 31).DayNumber - Epoch;

    /// <summary>Null where something is wrong with it, which <paramref name="fault"/> then says.</summary>
    public static CreditQuery? Read(CreditAssessmentRequest request, out LineFault? fault)
    {
        fault = Applicants.Fault(request);
        var currency = default(Currency);
        if (fault is null && (request.Currency is null || !Currency.TryParse(request.Currency, out currency)))
        {
            fault = request.Currency is null ? Missing("currency") : new(ErrorCodes.CurrencyUnknown, "currency");
        }

        if (fault is not null)
        {
            return null;
        }

        var amount = Money(request.Amount, "amount", currency, ref fault);
        var instalment = Money(request.Instalment, "instalment", currency, ref fault);
        fault ??= request.Months is null ? Missing("months")
            : Outside(request.Months, 1, Limits.LoanMonthsMax, "months")
                ?? Outside(request.Holders, 1, Limits.AccountListMax, "holders")
                ?? (Day(request.AsOf) is < 1 || Day(request.AsOf) > LastDay
                    ? new LineFault(ErrorCodes.TimeOutOfRange, "as_of") : null);
        fault ??= request.Facts is { } stated ? FactsReader.Fault(stated, currency) : null;
        return fault is not null ? null : new CreditQuery(
            currency.Number, amount, instalment, request.Months!.Value, request.Holders ?? 0, Day(request.AsOf) ?? 0)
        {
            Facts = request.Facts is { } facts ? FactsReader.Asked(facts, currency) : null,
        };
    }

    private static int? Day(DateOnly? date) => date?.DayNumber - Epoch;

    private static long Money(string? text, string field, Currency currency, ref LineFault? fault)
    {
        var minor = 0L;
        var code = text is null ? ErrorCodes.FieldMissing : DecimalText.ToMinor(text, currency.Decimals, out minor);
        code ??= minor == 0 ? ErrorCodes.NumberOutOfRange : null;
        fault ??= code is null ? null : new LineFault(code, field);
        return minor;
    }

    private static LineFault Missing(string field) => new(ErrorCodes.FieldMissing, field);

    private static LineFault? Outside(int? number, int least, int most, string field) =>
        number < least || number > most ? new LineFault(ErrorCodes.NumberOutOfRange, field) : null;
}
