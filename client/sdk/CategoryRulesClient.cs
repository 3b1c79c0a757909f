using OrleansRisk.Contract;
using OrleansRisk.Contract.Categories;
using static OrleansRisk.Client.Transport;

namespace OrleansRisk.Client;

/// <summary>The tenant's rules of what payees are paid for.</summary>
public sealed class CategoryRulesClient
{
    private readonly Transport _calls;

    internal CategoryRulesClient(Transport calls) => _calls = calls;

    /// <summary>The tenant's rules of what payees are paid for.</summary>
    /// <param name="cancel">Stops waiting.</param>
    public Task<CategoryRulesBody> GetAsync(CancellationToken cancel = default) =>
        _calls.AskAgain(Get(Routes.CategoryRules), ContractJson.Default.CategoryRulesBody, cancel);

    /// <summary>
    /// Puts a whole set of rules in place of the one before. The same set again makes no new version, so it is sent
    /// again by itself where no answer came.
    /// </summary>
    /// <param name="rules">The set, and the country whose pack stands behind it.</param>
    /// <param name="cancel">Stops waiting; the rules may have been kept by then.</param>
    public Task<CategoryRulesBody> PutAsync(CategoryRulesRequest rules, CancellationToken cancel = default) =>
        _calls.AskAgain(
            Body(HttpMethod.Put, Routes.CategoryRules, rules, ContractJson.Default.CategoryRulesRequest),
            ContractJson.Default.CategoryRulesBody, cancel);

    /// <summary>What a transaction would be taken to be for, and why; nothing is recorded.</summary>
    /// <param name="transaction">What of it says so.</param>
    /// <param name="cancel">Stops waiting.</param>
    public Task<CategoryTestBody> TestAsync(
        CategoryTestRequest transaction, CancellationToken cancel = default) =>
        _calls.AskAgain(
            Body(HttpMethod.Post, Routes.CategoryRulesTest, transaction, ContractJson.Default.CategoryTestRequest),
            ContractJson.Default.CategoryTestBody, cancel);
}
