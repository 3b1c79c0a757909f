using OrleansRisk.Actors.Tenants;
using OrleansRisk.Contract.Tenants;

namespace OrleansRisk.Api.Tenants;

/// <summary>Fallbacks by their names in the contract.</summary>
internal static class FallbackWords
{
    public static string Of(Fallback fallback) => fallback switch
    {
        Fallback.Review => FallbackNames.Review,
        Fallback.Approve => FallbackNames.Approve,
        _ => FallbackNames.Refuse,
    };

    /// <summary>Null where it is none, or not stated.</summary>
    public static Fallback? Parse(string? name) => name switch
    {
        FallbackNames.Refuse => Fallback.Refuse,
        FallbackNames.Review => Fallback.Review,
        FallbackNames.Approve => Fallback.Approve,
        _ => null,
    };
}
