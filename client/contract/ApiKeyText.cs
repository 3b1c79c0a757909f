using System.Diagnostics.CodeAnalysis;

namespace OrleansRisk.Contract;

/// <summary>
/// An API key as it is written: <c>ork_&lt;region&gt;_&lt;id&gt;_&lt;secret&gt;</c>. Region and id are public, the
/// secret is shown once.
/// </summary>
/// <param name="Region">Where the tenant lives.</param>
/// <param name="Id">Public id, as it stands in lists of keys.</param>
/// <param name="Secret">256 bits as text.</param>
public sealed record ApiKeyText(string Region, string Id, string Secret)
{
    /// <summary>What every key begins with.</summary>
    public const string Prefix = "ork_";

    /// <summary>Longest key that is looked at.</summary>
    public const int LengthMax = 160;

    /// <summary>Takes a key apart; false where it is not written like one.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out ApiKeyText? key)
    {
        key = null;
        if (text is null || text.Length > LengthMax || !text.StartsWith(Prefix, StringComparison.Ordinal))
        {
            return false;
        }

        var parts = text.Split('_');
        if (parts.Length != 4 || parts[1].Length == 0 || parts[2].Length == 0 || parts[3].Length == 0
            || text.AsSpan().ContainsAnyExcept(Signs))
        {
            return false;
        }

        key = new ApiKeyText(parts[1], parts[2], parts[3]);
        return true;
    }

    /// <summary>Never shows the secret.</summary>
    public override string ToString() => $"{Prefix}{Region}_{Id}_…";

    private static readonly System.Buffers.SearchValues<char> Signs =
        System.Buffers.SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_");
}
