using System.Globalization;
using NodaTime;
using OrleansRisk.Actors.Access;
using OrleansRisk.Actors.Tenants;
using OrleansRisk.Api.Problems;
using OrleansRisk.Contract;
using OrleansRisk.Contract.Errors;
using OrleansRisk.Contract.Tenants;
using OrleansRisk.Core.Transactions;

namespace OrleansRisk.Api.Tenants;

/// <summary>
/// Tenants between the contract's shapes and the engine's settings; what a request states is checked here.
/// </summary>
internal static class TenantShapes
{
    public static TenantBody Of(TenantId tenant, TenantSettings settings) => new()
    {
        Tenant = Ids.Tenant(tenant.Value),
        Name = settings.Name,
        Region = settings.Region,
        Version = settings.Version,
        Currency = settings.Currency,
        Zone = settings.Zone,
        RetentionMonths = settings.RetentionMonths,
        ReviewAt = settings.ReviewAt,
        DeclineAt = settings.DeclineAt,
        AllowPanLikeIds = settings.AllowPanLikeIds,
        Strict = settings.Strict,
        DeadlineMs = settings.DeadlineMs,
        Fallback = FallbackWords.Of(settings.Fallback),
        FallbackUpToMinor = settings.FallbackUpToMinor,
        LinesPerSecond = settings.LinesPerSecond,
        HistoryLinesPerSecond = settings.HistoryLinesPerSecond,
        RequiresConsent = settings.RequiresConsent,
        RevokedData = settings.RevokedData == Revocation.TakeBack
            ? RevokedDataNames.TakeBack : RevokedDataNames.Freeze,
    };

    public static KeyBody Of(ApiKey key) => new()
    {
        Key = key.Id,
        Label = key.Label,
        Roles = RoleWords.Of(key.Roles),
        CreatedAt = DateTimeOffset.FromUnixTimeMilliseconds(key.CreatedAt),
        ExpiresAt = key.ExpiresAt is { } expires ? DateTimeOffset.FromUnixTimeMilliseconds(expires) : null,
        RevokedAt = key.RevokedAt is { } revoked ? DateTimeOffset.FromUnixTimeMilliseconds(revoked) : null,
        Secret = key.Secret,
        LinesPerSecond = key.LinesPerSecond == 0 ? null : key.LinesPerSecond,
    };

    /// <summary>The settings with what the request states put in.</summary>
    public static TenantSettings Apply(TenantSettings present, TenantRequest request) => present with
    {
        Currency = request.Currency ?? present.Currency,
        Zone = request.Zone ?? present.Zone,
        RetentionMonths = request.RetentionMonths ?? present.RetentionMonths,
        ReviewAt = (short)(request.ReviewAt ?? present.ReviewAt),
        DeclineAt = (short)(request.DeclineAt ?? present.DeclineAt),
        AllowPanLikeIds = request.AllowPanLikeIds ?? present.AllowPanLikeIds,
        Strict = request.Strict ?? present.Strict,
        DeadlineMs = request.DeadlineMs ?? present.DeadlineMs,
        Fallback = FallbackWords.Parse(request.Fallback) ?? present.Fallback,
        FallbackUpToMinor = request.FallbackUpToMinor ?? present.FallbackUpToMinor,
        LinesPerSecond = request.LinesPerSecond ?? present.LinesPerSecond,
        HistoryLinesPerSecond = request.HistoryLinesPerSecond ?? present.HistoryLinesPerSecond,
        RequiresConsent = request.RequiresConsent ?? present.RequiresConsent,
        RevokedData = request.RevokedData switch
        {
            null => present.RevokedData,
            RevokedDataNames.TakeBack => Revocation.TakeBack,
            _ => Revocation.Freeze,
        },
    };

    /// <summary>What is wrong with what the request states by itself; null where nothing is.</summary>
    public static LineFault? Fault(TenantRequest request) =>
        request.Name is { } name && !IsName(name) ? new LineFault(ErrorCodes.NameInvalid, "name")
        : request.Currency is { } currency && !Currency.TryParse(currency, out _)
            ? new LineFault(ErrorCodes.CurrencyUnknown, "currency", currency)
        : request.Zone is { } zone && DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone) is null
            ? new LineFault(ErrorCodes.ZoneUnknown, "zone", zone)
        : request.RetentionMonths is < 1 or > Limits.RetentionMonthsMax
            ? OutOfRange("retention_months", request.RetentionMonths)
        : request.ReviewAt is < 0 or > Limits.ThresholdMax ? OutOfRange("review_at", request.ReviewAt)
        : request.DeclineAt is < 0 or > Limits.ThresholdMax ? OutOfRange("decline_at", request.DeclineAt)
        : FaultInService(request);

    private static LineFault OutOfRange(string field, long? given) =>
        new(ErrorCodes.NumberOutOfRange, field, given?.ToString(CultureInfo.InvariantCulture));

    private static LineFault? FaultInService(TenantRequest request) =>
        request.DeadlineMs is { } deadline && deadline != 0
            && (deadline < Limits.DeadlineMin.TotalMilliseconds || deadline > Limits.DeadlineMax.TotalMilliseconds)
            ? OutOfRange("deadline_ms", request.DeadlineMs)
        : request.Fallback is { } fallback && FallbackWords.Parse(fallback) is null
            ? new LineFault(ErrorCodes.ValueUnknown, "fallback", fallback)
        : request.FallbackUpToMinor is < 0 or > Limits.AmountMinorMax
            ? OutOfRange("fallback_up_to_minor", request.FallbackUpToMinor)
        : request.LinesPerSecond is < 0 or > Limits.LinesPerSecondMax
            ? OutOfRange("lines_per_second", request.LinesPerSecond)
        : request.HistoryLinesPerSecond is < 0 or > Limits.LinesPerSecondMax
            ? OutOfRange("history_lines_per_second", request.HistoryLinesPerSecond)
        : request.RevokedData is not (null or RevokedDataNames.Freeze or RevokedDataNames.TakeBack)
            ? new LineFault(ErrorCodes.ValueUnknown, "revoked_data", request.RevokedData)
        : null;

    /// <summary>What is wrong with the settings as a whole.</summary>
    public static LineFault? Fault(TenantSettings settings) =>
        settings.DeclineAt < settings.ReviewAt ? OutOfRange("decline_at", settings.DeclineAt) : null;

    private static bool IsName(string name) =>
        name.Length is > 0 and <= Limits.TenantNameMax && name[0] != '-'
        && name.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter == '-');
}
