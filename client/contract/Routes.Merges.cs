namespace OrleansRisk.Contract;

public static partial class Routes
{
    /// <summary>POST: lets an account go on under another id.</summary>
    public const string AccountMerges = "/v1/accounts/{account_id}/merges";

    /// <summary>Fills <see cref="AccountMerges"/>.</summary>
    public static string ForAccountMerges(string accountId) => ForAccount(accountId) + "/merges";
}
