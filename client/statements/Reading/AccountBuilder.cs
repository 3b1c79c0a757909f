using OrleansRisk.Statements.Results;
using OrleansRisk.Statements.Texts;

namespace OrleansRisk.Statements.Reading;

/// <summary>One account while it is read: its statements, each with the balances around its rows.</summary>
internal sealed class AccountBuilder(StatementBuilder file, string id, AccountScheme scheme, string? currency)
{
    private readonly List<StatementSection> _sections = [];

    public string Id { get; } = id;

    public string? Currency { get; } = currency;

    public string? Holder { get; set; }

    public string? Bank { get; set; }

    public StatementBalance? Available { get; set; }

    public bool IsEmpty => Available is null && _sections.TrueForAll(static section => section.IsEmpty);

    /// <summary>Begins a statement of this account: rows between an opening and a closing balance.</summary>
    public StatementSection Section(Place place)
    {
        var section = new StatementSection(this, place);
        _sections.Add(section);
        return section;
    }

    /// <summary>The statement that is being read; begins one if there is none.</summary>
    public StatementSection Current => _sections.Count > 0 ? _sections[^1] : Section(Place.File);

    public StatementBalance Balance(decimal amount, DateOnly? day, Place place) => new(Money(amount, place), day);

    /// <summary>In minor units of the account's currency; refused if it has more decimals than that.</summary>
    public Money Money(decimal amount, Place place) => Money(amount, Needed(place), place);

    public Money Money(decimal amount, string currency, Place place)
    {
        var decimals = Currencies.Decimals(currency) ?? throw RefusedException.Row(RefusalCodes.BadCurrency, place);
        var minor = amount * Power(decimals);
        var whole = decimal.Round(minor, MidpointRounding.ToEven);
        if (whole != minor)
        {
            if (!file.Options.RoundExtraDecimals)
            {
                throw RefusedException.Row(RefusalCodes.ExtraDecimals, place,
                    $"The amount has more decimals than the {decimals} of {currency}.");
            }

            file.Find(FindingCodes.AmountRounded, Id, place, $"An amount was rounded to the decimals of {currency}.");
        }

        return Math.Abs(whole) <= 1_000_000_000_000_000_000m ? new Money((long)whole, decimals)
            : throw RefusedException.Row(RefusalCodes.BadAmount, place);
    }

    public void Add(RowDraft draft, Place place) => Current.Add(draft, place);

    public StatementRow Row(RowDraft draft, Place place)
    {
        var removed = draft.Status == RowStatus.Removed;
        if (draft.Day is null && !removed)
        {
            throw RefusedException.Row(RefusalCodes.MissingField, place, "The row has no day.");
        }

        var amount = removed ? new Money(0, 0) : Money(draft.Amount, place);
        return new StatementRow
        {
            Id = draft.Id?.Trim() ?? "",
            IdFrom = string.IsNullOrWhiteSpace(draft.Id) ? IdOrigin.Generated : IdOrigin.File,
            Status = draft.Status,
            Day = draft.Day,
            ValueDay = draft.ValueDay,
            At = draft.At,
            Amount = amount.Unsigned,
            Direction = draft.Direction is not { } stated
                ? amount.Minor < 0 ? RowDirection.Debit : RowDirection.Credit
                : amount.Minor < 0 ? Other(stated) : stated,
            Text = Kept(draft.Text, place),
            Counterparty = Kept(draft.Counterparty, place),
            CounterpartyAccount = Kept(draft.CounterpartyAccount, place),
            Reference = Kept(draft.Reference, place),
            Replaces = Kept(draft.Replaces, place),
            Category = draft.Category,
            Code = Kept(draft.Code, place),
            Mcc = draft.Mcc is { Length: 4 } mcc && mcc.All(char.IsAsciiDigit) ? mcc : null,
            Channel = Kept(draft.Channel, place),
            IsModified = draft.IsModified,
            IsReversal = draft.IsReversal,
            BalanceAfter = draft.BalanceAfter is { } after ? Money(after, place) : null,
            Original = Original(draft, place),
            Place = place,
        };
    }

    public StatementAccount Finish()
    {
        var sections = SectionChecks.Run(file, this, _sections);
        return new StatementAccount
        {
            Id = Id,
            Scheme = scheme,
            Named = file.Named,
            Currency = Currency,
            Holder = Kept(Holder, Place.File),
            Bank = Kept(Bank, Place.File),
            Opening = sections.Find(static section => section.Opening is not null)?.Opening,
            Closing = sections.FindLast(static section => section.Closing is not null)?.Closing,
            Available = Available,
            Rows = ClosingRows.Balance(
                RowIds.Give(file, Id, [.. sections.SelectMany(static section => section.Rows)]), sections),
        };
    }

    private static RowDirection Other(RowDirection direction) =>
        direction == RowDirection.Debit ? RowDirection.Credit : RowDirection.Debit;

    private static decimal Power(int decimals) => decimals switch { 0 => 1, 2 => 100, 3 => 1_000, _ => 10_000 };

    private string Needed(Place place) => Currency ?? throw RefusedException.Row(RefusalCodes.NoCurrency, place);

    private OriginalAmount? Original(RowDraft draft, Place place) =>
        draft is { OriginalAmount: { } amount, OriginalCurrency: { } code } && Currencies.Decimals(code) is not null
            && code != Currency ? new OriginalAmount(Money(amount, code, place).Unsigned, code, draft.Rate) : null;

    private string? Kept(string? text, Place place)
    {
        var kept = RowText.Of(text, out var cut);
        if (cut)
        {
            file.Find(FindingCodes.TextCut, Id, place, $"A text was cut to {Limits.TextLettersMax} letters.");
        }

        return kept;
    }
}
