using System.Globalization;
using System.Text;
using OrleansRisk.Contract.Errors;
using OrleansRisk.Contract.Models;
using OrleansRisk.Core.Models;
using OrleansRisk.Tenants.InForce;
using OrleansRisk.Tenants.Models;

namespace OrleansRisk.Api.Models;

/// <summary>Models and model deployments between the contract's shapes and the engine's.</summary>
internal static class ModelShapes
{
    public static ModelBody Of(ModelRow row, string? report = null) => new()
    {
        Hash = row.Hash,
        Role = row.About.Role == ModelRole.Anomaly ? "anomaly" : "credit",
        Kind = row.About.Kind,
        Owner = row.About.Owner,
        Purpose = row.About.Purpose,
        TrainedFrom = row.About.TrainedFrom,
        TrainedTo = row.About.TrainedTo,
        DataHash = row.About.DataHash,
        UploadedBy = row.UploadedBy,
        UploadedAt = DateTimeOffset.FromUnixTimeMilliseconds(row.UploadedAt),
        ApprovedBy = row.ApprovedBy,
        ApprovedAt = row.ApprovedAt is { } at ? DateTimeOffset.FromUnixTimeMilliseconds(at) : null,
        Report = report,
    };

    public static ModelDeploymentBody Of(ModelDeploymentRow row) => new()
    {
        ModelDeployment = row.Version,
        From = DateTimeOffset.FromUnixTimeMilliseconds(row.Plan.From),
        Of = row.Plan.Of,
        By = row.Plan.By,
        At = DateTimeOffset.FromUnixTimeMilliseconds(row.At),
        Anomaly = row.Plan.Anomaly,
        Challengers = row.Plan.Challengers,
        Credit = row.Plan.Credit,
    };

    /// <summary>What is wrong with what is said beside the file; null where nothing is.</summary>
    public static (ErrorCode Code, string Field)? Fault(ModelRequest request) =>
        Text(request.Owner, "owner", Limits.ModelOwnerMax) ?? Text(request.Purpose, "purpose", Limits.ModelPurposeMax)
        ?? Day(request.TrainedFrom, "trained_from") ?? Day(request.TrainedTo, "trained_to")
        ?? (request.DataHash is { } hash && !IsHash(hash) ? (ErrorCodes.ValueUnknown, "data_hash")
            : Encoding.UTF8.GetByteCount(request.Report ?? "") > Limits.ModelReportBytesMax
                ? (ErrorCodes.TextTooLong, "report")
            : request.File is not { Length: > 0 } ? (ErrorCodes.TextEmpty, "file")
            : null);

    /// <summary>The file, checked whole. Throws <see cref="ModelUnreadableException"/> with what is wrong.</summary>
    public static CheckedModel Read(ModelRequest request)
    {
        var file = Encoding.UTF8.GetBytes(request.File);
        return (request.Thresholds, request.Golden) switch
        {
            (null, null) => ModelReading.Read(file),
            ({ } thresholds, { } golden) => ModelReading.ReadImported(
                file, new Thresholds(thresholds.ReviewAt, thresholds.DeclineAt, thresholds.Budget),
                [.. golden.Select(static row => new GoldenMargin(row.Values ?? [], row.Margin))]),
            _ => throw new ModelUnreadableException(
                "thresholds and golden margins belong together, to a file of XGBoost's or LightGBM's"),
        };
    }

    /// <summary>What is wrong with it goes into an answer: on one line, and not longer than a sentence.</summary>
    public static string Cause(string wrong)
    {
        var line = string.Concat(wrong.Where(static each => !char.IsControl(each)));
        return line.Length <= Limits.ModelCauseMax ? line : line[..Limits.ModelCauseMax];
    }

    public static bool IsHash(string text) => text.Length == 64 && text.All(char.IsAsciiHexDigitLower);

    private static (ErrorCode, string)? Text(string? text, string field, int most) =>
        string.IsNullOrWhiteSpace(text) ? (ErrorCodes.TextEmpty, field)
            : text.Length > most ? (ErrorCodes.TextTooLong, field)
            : text.Any(char.IsControl) ? (ErrorCodes.TextInvalid, field)
            : null;

    private static (ErrorCode, string)? Day(string? text, string field) =>
        text is null
            || DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _)
            ? null
            : (ErrorCodes.TimeInvalid, field);
}
