using OrleansRisk.Contract.Errors;

namespace OrleansRisk.Api.Problems;

/// <summary>What a field takes, for errors about its value: the field decides it, wherever it stands.</summary>
internal static class AllowedValues
{
    private static readonly Dictionary<string, string> Words = new()
    {
        ["direction"] = "debit, credit",
        ["status"] = "authorised, booked, reversed, expired",
        ["label"] = "fraud, genuine, withdrawn",
        ["roles"] = "ingest, history, read, analyst, admin, auditor",
        ["fallback"] = "refuse, review, approve",
        ["outcomes"] = "approve, review, decline",
        ["threshold"] = "score: anomaly, credit",
        ["data_hash"] = "64 lower-case hexadecimal digits",
    };

    private static readonly Dictionary<string, string> Ranges = new()
    {
        ["geo"] = "lat -90 to 90, lon -180 to 180",
        ["fx"] = $"above 0, at most {Limits.FxDigitsMax} digits",
        ["retention_months"] = $"1 to {Limits.RetentionMonthsMax}",
        ["review_at"] = $"0 to {Limits.ThresholdMax}",
        ["decline_at"] = $"review_at to {Limits.ThresholdMax}",
        ["deadline_ms"] = $"0, or {Limits.DeadlineMin.TotalMilliseconds} to {Limits.DeadlineMax.TotalMilliseconds}",
        ["fallback_up_to_minor"] = $"0 to {Limits.AmountMinorMax}",
        ["lines_per_second"] = $"0 to {Limits.LinesPerSecondMax}",
        ["history_lines_per_second"] = $"0 to {Limits.LinesPerSecondMax}",
        ["months"] = $"1 to {Limits.LoanMonthsMax}",
        ["holders"] = $"1 to {Limits.AccountListMax}",
        ["keep_seconds"] = $"0 to {Limits.WebhookKeepSecondsMax}",
        ["anomaly"] = $"min and max from 0 to {Limits.ThresholdMax}, min not above max",
        ["credit"] = $"min and max from 0 to {Limits.ThresholdMax}, min not above max",
        ["threshold"] = $"at from 1 to {Limits.ThresholdMax}, dead_band from 0 to at",
        ["instalment"] = "above 0",
        ["amount"] = "above 0",
    };

    private static readonly Dictionary<string, int> Longest = new()
    {
        ["id"] = Limits.IdCharactersMax,
        ["account"] = Limits.IdCharactersMax,
        ["transaction"] = Limits.IdCharactersMax,
        ["customer"] = Limits.IdCharactersMax,
        ["replaces"] = Limits.IdCharactersMax,
        ["corrects"] = Limits.IdCharactersMax,
        ["why"] = Limits.WhyCharactersMax,
        ["counterparty"] = Limits.CounterpartyCharactersMax,
        ["category"] = Limits.CategoryCharactersMax,
        ["product"] = Limits.CategoryCharactersMax,
        ["segment"] = Limits.CategoryCharactersMax,
        ["channel"] = Limits.ChannelCharactersMax,
        ["description"] = Limits.DescriptionCharactersMax,
        ["source"] = Limits.LabelSourceCharactersMax,
        ["label"] = Limits.KeyLabelCharactersMax,
        ["owner"] = Limits.ModelOwnerMax,
        ["purpose"] = Limits.ModelPurposeMax,
    };

    /// <summary>Null where neither the code nor the field says it.</summary>
    public static string? Of(ErrorCode code, string? field)
    {
        var name = field?[(field.LastIndexOf('.') + 1)..] ?? "";
        return code == ErrorCodes.ValueUnknown ? Words.GetValueOrDefault(name)
            : code == ErrorCodes.NumberOutOfRange ? Ranges.GetValueOrDefault(name)
            : code == ErrorCodes.TextTooLong && Longest.TryGetValue(name, out var most) ? $"at most {most} characters"
            : null;
    }
}
