using System.Text;
using OrleansRisk.Contract;
using OrleansRisk.Core.Accounts;
using OrleansRisk.Journal.Sealing;

namespace OrleansRisk.Api.Accounts;

/// <summary>Customers' ids and the pseudonyms in them, which are written as accounts' are.</summary>
internal static class CustomerPlace
{
    public static bool TryParse(string text, out UInt128 customer)
    {
        var good = Ids.TryParseCustomer(text, out var letters) & AccountKey.TryParse(letters, out var key);
        customer = key.Value;
        return good;
    }

    /// <summary>Of an id that we made.</summary>
    public static UInt128 Of(string id) => TryParse(id, out var customer)
        ? customer
        : throw new ArgumentException("no customer's id", nameof(id));

    /// <summary>What stands for the lender's own id of a customer.</summary>
    public static string Of(string customer, IPseudonyms pseudonyms) =>
        Ids.CustomerPrefix + new AccountKey(pseudonyms.Tag(Encoding.UTF8.GetBytes("customer\0" + customer)));
}
