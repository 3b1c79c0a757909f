using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using OrleansRisk.Actors.Access;

namespace OrleansRisk.Trust.People;

/// <summary>
/// A person, who signs in: a user of one tenant, or an operator, whose tenant is 0, the platform itself. A person is
/// one, however many logins and API keys it has.
/// </summary>
public readonly record struct PersonId(TenantId Tenant, UInt128 Value)
{
    private const string Prefix = "person:";
    private const int Digits = 32;
    private static readonly SearchValues<char> Hexadecimal = SearchValues.Create("0123456789abcdef");

    /// <summary>Whether it is one of the platform, and of no tenant.</summary>
    public bool IsOperator => Tenant.Value == 0;

    /// <summary>How the person stands as who did something: <c>person:</c> and 32 hexadecimal digits.</summary>
    public override string ToString() => Prefix + Value.ToString("x32", CultureInfo.InvariantCulture);

    /// <summary>Reads what <see cref="ToString"/> writes, in exactly one spelling.</summary>
    public static bool TryParse(TenantId tenant, [NotNullWhen(true)] string? text, out PersonId person)
    {
        person = default;
        if (text is null || !text.StartsWith(Prefix, StringComparison.Ordinal) || text.Length != Prefix.Length + Digits
            || text.AsSpan(Prefix.Length).ContainsAnyExcept(Hexadecimal))
        {
            return false;
        }

        var digits = text.AsSpan(Prefix.Length);
        person = new PersonId(
            tenant, UInt128.Parse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));
        return true;
    }
}
