namespace OrleansRisk.Accounts.Residency;

/// <summary>What is known of an account in this process.</summary>
internal enum LoadState : byte
{
    /// <summary>Not read, or to be read again.</summary>
    Cold,

    /// <summary>Never written: there is no state, and the first record makes the account.</summary>
    New,
    Loaded,
    Failed,
    Erased,
}
