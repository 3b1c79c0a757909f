using System.Text.Json.Serialization;

namespace OrleansRisk.Contract.Models;

/// <summary>A model to be kept. Whatever is wrong with it is said, and nothing is kept of it.</summary>
public sealed record ModelRequest
{
    /// <summary>Who answers for it, 1–200 characters.</summary>
    public required string Owner { get; init; }

    /// <summary>What it is for, 1–2,000 characters.</summary>
    public required string Purpose { get; init; }

    /// <summary>
    /// The file as it stands, at most 16 MB: a scorecard or trees in the form of <c>risk-training</c>, a credit model,
    /// or what <c>save_model</c> writes, XGBoost's as JSON and LightGBM's as text.
    /// </summary>
    public required string File { get; init; }

    /// <summary>First day of what it learned from, <c>YYYY-MM-DD</c>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? TrainedFrom { get; init; }

    /// <summary>Last day of what it learned from.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? TrainedTo { get; init; }

    /// <summary>SHA-256 of what it learned from, hexadecimal.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? DataHash { get; init; }

    /// <summary>The report on its validation, text or HTML, at most 1 MB.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Report { get; init; }

    /// <summary>Of XGBoost's and LightGBM's files, which have none; not taken with others.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ModelThresholds? Thresholds { get; init; }

    /// <summary>Of a file of XGBoost's or LightGBM's: 10 to 1,000 rows with the margins that it gave them.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<GoldenRow>? Golden { get; init; }
}

/// <summary>From which score on something is done.</summary>
/// <param name="ReviewAt">This score and riskier ones are reviewed.</param>
/// <param name="DeclineAt">This score and riskier ones are declined.</param>
/// <param name="Budget">What the first was made from, such as <c>0.5 %</c> or <c>200 a day</c>.</param>
public sealed record ModelThresholds(int ReviewAt, int DeclineAt, string? Budget = null);

/// <summary>A row and what XGBoost or LightGBM said of it.</summary>
/// <param name="Values">In the order of the model's features; null is missing.</param>
/// <param name="Margin">
/// The sum before the logistic function: XGBoost's in single precision, LightGBM's in double.
/// </param>
public sealed record GoldenRow(IReadOnlyList<double?> Values, double Margin);

/// <summary>A model in the registry.</summary>
public sealed record ModelBody
{
    /// <summary>SHA-256, hexadecimal: its name in the registry.</summary>
    public required string Hash { get; init; }

    /// <summary><c>anomaly</c> or <c>credit</c>.</summary>
    public required string Role { get; init; }

    /// <summary><c>scorecard</c>, <c>trees</c> or <c>credit_card</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>Who answers for it.</summary>
    public required string Owner { get; init; }

    /// <summary>What it is for.</summary>
    public required string Purpose { get; init; }

    /// <summary>First day of what it learned from; null where it was not stated.</summary>
    public required string? TrainedFrom { get; init; }

    /// <summary>Last day of what it learned from.</summary>
    public required string? TrainedTo { get; init; }

    /// <summary>SHA-256 of what it learned from.</summary>
    public required string? DataHash { get; init; }

    /// <summary>The key that brought it.</summary>
    public required string UploadedBy { get; init; }

    /// <summary>When it came.</summary>
    public required DateTimeOffset UploadedAt { get; init; }

    /// <summary>The key that approved it, always another one; null while none has.</summary>
    public required string? ApprovedBy { get; init; }

    /// <summary>When it was approved.</summary>
    public required DateTimeOffset? ApprovedAt { get; init; }

    /// <summary>The report on its validation; absent in lists and where there is none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Report { get; init; }
}

/// <summary>The tenant's models, the oldest first.</summary>
public sealed record ModelList
{
    /// <summary>The oldest first.</summary>
    public required IReadOnlyList<ModelBody> Models { get; init; }

    /// <summary>There are more than are shown.</summary>
    public bool HasMore { get; init; }
}
