namespace OrleansRisk.Trust.People;

/// <summary>E-mail addresses as names to sign in by. Only what cannot be one is refused.</summary>
public static class EmailAddress
{
    /// <summary>One spelling for all that are the same address.</summary>
    public static string Plain(string email) => email.Trim().ToLowerInvariant();

    public static bool IsOne(string email)
    {
        var plain = Plain(email);
        var at = plain.IndexOf('@', StringComparison.Ordinal);
        return at > 0 && at == plain.LastIndexOf('@') && at < plain.Length - 1
            && plain.Length <= TrustLimits.EmailLengthMax
            && plain.All(static letter => letter > ' ' && letter < '\u007f');
    }
}
