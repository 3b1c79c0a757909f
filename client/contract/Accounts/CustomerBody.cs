namespace OrleansRisk.Contract.Accounts;

/// <summary>A page of accounts, in an order that stays.</summary>
/// <param name="Items">Those that can be read now.</param>
/// <param name="Unavailable">Ids of those that cannot: <c>GET /v1/accounts/{account_id}</c> says why.</param>
/// <param name="HasMore">There are more behind <paramref name="After"/>.</param>
/// <param name="After">The account that the next page begins after; null where there was none.</param>
public sealed record AccountPage(
    IReadOnlyList<AccountBody> Items, IReadOnlyList<string> Unavailable, bool HasMore, string? After);

/// <summary>A person, and a page of the accounts that are theirs; a joint account has several people.</summary>
/// <param name="Customer"><c>cus_…</c></param>
/// <param name="Items">Those that can be read now, in an order that stays.</param>
/// <param name="Unavailable">Ids of those that may be the customer's and cannot be read.</param>
/// <param name="HasMore">There may be more behind <paramref name="After"/>.</param>
/// <param name="After">The account that the next page begins after; null where there was none.</param>
public sealed record CustomerBody(
    string Customer, IReadOnlyList<AccountBody> Items, IReadOnlyList<string> Unavailable, bool HasMore, string? After);

/// <summary>Asks for a customer by the lender's own id.</summary>
/// <param name="Customer">1–64 characters.</param>
public sealed record CustomerLookupBody(string Customer);
