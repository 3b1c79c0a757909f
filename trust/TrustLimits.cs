namespace OrleansRisk.Trust;

/// <summary>Every bound of persons, their credentials and how they sign in.</summary>
public static class TrustLimits
{
    // Credentials

    /// <summary>Characters of a password, in UTF-16.</summary>
    public const int PasswordLengthMin = 12;

    /// <inheritdoc cref="PasswordLengthMin"/>
    public const int PasswordLengthMax = 256;

    /// <summary>bcrypt's cost: 2^12 rounds, a quarter of a second.</summary>
    public const int PasswordCost = 12;

    /// <summary>
    /// Costs at which a kept hash is checked at all. A greater one would take minutes: nobody here wrote it.
    /// </summary>
    public const int PasswordCostMax = 15;

    /// <inheritdoc cref="PasswordCostMax"/>
    public const int PasswordCostMin = 10;

    /// <summary>Seconds for which a one-time code stands, and by which the clock of who shows it may be off.</summary>
    public const int CodeSeconds = 30;

    public const int CodeDigits = 6;

    /// <summary>Bytes of a one-time secret, as RFC 4226 recommends.</summary>
    public const int CodeSecretBytes = 20;

    public const int RecoveryCodes = 10;

    /// <summary>Bytes of chance in a recovery code: with so many, its hash needs nothing slow.</summary>
    public const int RecoveryCodeBytes = 10;
}
