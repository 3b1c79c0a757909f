using OrleansRisk.Api.Parameters;

namespace OrleansRisk.Api.Accounts;

/// <summary>Parameters of pages of accounts.</summary>
internal static class AccountParameters
{
    public static readonly WholeNumber Limit = new(
        "limit", "Accounts on a page.", 1, Limits.AccountsPageMax, Limits.AccountsPageDefault);

    public static readonly Token After = new("after", "Account to begin after.", "an account's id: acct_…");
}
