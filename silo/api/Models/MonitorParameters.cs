using OrleansRisk.Api.Parameters;

namespace OrleansRisk.Api.Models;

/// <summary>The windows that a monitor compares.</summary>
internal static class MonitorParameters
{
    public static readonly Instant From = new(
        "from", "Arrivals from this time on; seven days before the end if it is not stated.");

    public static readonly Instant To = new("to", "Arrivals before this time; now if it is not stated.");

    public static readonly Instant ReferenceFrom = new(
        "reference_from", "The window to compare with; 28 days before its end if it is not stated.");

    public static readonly Instant ReferenceTo = new(
        "reference_to", "The end of that window; where the first one begins if it is not stated.");

    public static readonly WholeNumber LabelDays = new(
        "label_days", "Days after which a label is due.", 0, Limits.MonitorLabelDaysMax, 7);
}
