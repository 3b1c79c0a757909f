using System.Buffers;
using System.Globalization;
using OrleansRisk.Actors.Access;
using OrleansRisk.Core.Accounts;

namespace OrleansRisk.GrainInterfaces;

/// <summary>What a grain stands for, as its key says.</summary>
public enum GrainKind
{
    /// <summary>Of no valid key.</summary>
    None = 0,

    /// <summary><c>t/{tenant}</c></summary>
    Tenant,

    /// <summary><c>t/{tenant}/a/{account key}</c></summary>
    Account,

    /// <summary><c>t/{tenant}/s/{silo}</c></summary>
    TenantSilo,
}

/// <summary>
/// The key of a grain. This type alone builds and reads keys: each grain has exactly one spelling, and whatever is
/// spelt otherwise is refused, so that no second key can mean the same account or reach another tenant.
/// </summary>
public readonly record struct GrainKey
{
    private const string Prefix = "t/";
    private const string Member = "/a/";
    private const string OnSilo = "/s/";
    private static readonly SearchValues<char> OfSilos = SearchValues.Create("0123456789abcdef.:@[]%");

    private GrainKey(GrainKind kind, TenantId tenant, AccountKey account, string? silo = null) =>
        (Kind, Tenant, AccountKey, Silo) = (kind, tenant, account, silo);

    /// <summary>What the key stands for.</summary>
    public GrainKind Kind { get; }

    /// <summary>The tenant it belongs to; 1 or greater.</summary>
    public TenantId Tenant { get; }

    /// <summary>The account; only where <see cref="Kind"/> is an account.</summary>
    public AccountKey AccountKey { get; }

    /// <summary>The silo as it spells itself; only where <see cref="Kind"/> is what a silo holds of a tenant.</summary>
    public string? Silo { get; }

    /// <summary>The key of a tenant's own grain.</summary>
    public static GrainKey Of(TenantId tenant) => new(GrainKind.Tenant, Checked(tenant), default);

    /// <summary>The key of an account's grain.</summary>
    public static GrainKey Of(TenantId tenant, AccountKey account) =>
        new(GrainKind.Account, Checked(tenant), account);

    /// <summary>The key of what a silo holds of a tenant.</summary>
    public static GrainKey Of(TenantId tenant, string silo) => IsSilo(silo)
        ? new(GrainKind.TenantSilo, Checked(tenant), default, silo)
        : throw new ArgumentException("this is no silo's address", nameof(silo));

    /// <summary>Reads a key; false for every spelling but the one <see cref="ToString"/> writes.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out GrainKey key)
    {
        key = default;
        if (text.Length > Limits.KeyLengthMax || !text.StartsWith(Prefix, StringComparison.Ordinal))
        {
            return false;
        }

        var rest = text[Prefix.Length..];
        var slash = rest.IndexOf('/');
        if (!TryParseTenant(slash < 0 ? rest : rest[..slash], out var tenant))
        {
            return false;
        }

        if (slash < 0)
        {
            key = Of(tenant);
            return true;
        }

        return TryParseMember(tenant, rest[slash..], out key);
    }

    /// <summary>The one spelling of this key.</summary>
    public override string ToString() => Kind switch
    {
        GrainKind.Tenant => string.Create(CultureInfo.InvariantCulture, $"t/{Tenant.Value}"),
        GrainKind.Account => string.Create(CultureInfo.InvariantCulture, $"t/{Tenant.Value}/a/{AccountKey}"),
        GrainKind.TenantSilo => string.Create(CultureInfo.InvariantCulture, $"t/{Tenant.Value}/s/{Silo}"),
        _ => throw new InvalidOperationException("A key that was never built has no spelling."),
    };

    private static TenantId Checked(TenantId tenant) =>
        tenant.Value > 0 ? tenant : throw new ArgumentOutOfRangeException(
            nameof(tenant), tenant, "a tenant's number is 1 or greater");

    private static bool TryParseTenant(ReadOnlySpan<char> digits, out TenantId tenant)
    {
        // A leading zero or sign would be a second spelling of the same number.
        tenant = default;
        if (digits.Length is 0 or > 10 || digits[0] == '0' || digits.ContainsAnyExceptInRange('0', '9')
            || !int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return false;
        }

        tenant = new TenantId(number);
        return true;
    }

    private static bool TryParseMember(TenantId tenant, ReadOnlySpan<char> text, out GrainKey key)
    {
        key = default;
        if (text.StartsWith(OnSilo, StringComparison.Ordinal) && IsSilo(text[OnSilo.Length..]))
        {
            key = Of(tenant, text[OnSilo.Length..].ToString());
            return true;
        }

        if (!text.StartsWith(Member, StringComparison.Ordinal)
            || !AccountKey.TryParse(text[Member.Length..], out var account))
        {
            return false;
        }

        key = Of(tenant, account);
        return true;
    }

    /// <summary>Address, port and generation. A text that no silo spells itself by finds no silo.</summary>
    private static bool IsSilo(ReadOnlySpan<char> text) =>
        !text.IsEmpty && !text.ContainsAnyExcept(OfSilos);
}
