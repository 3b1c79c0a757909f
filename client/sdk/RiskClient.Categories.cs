using OrleansRisk.Contract;
using OrleansRisk.Contract.Categories;

namespace OrleansRisk.Client;

public sealed partial class RiskClient
{
    /// <summary>The tenant's rules of what payees are paid for.</summary>
    /// <param name="cancel">Stops waiting.</param>
    public Task<CategoryRulesBody> CategoryRules(CancellationToken cancel = default) =>
        AskAgain(Get(Routes.CategoryRules), ContractJson.Default.CategoryRulesBody, cancel);

    /// <summary>
    /// Puts a whole set of rules in place of the one before. The same set again makes no new version, so it is sent
    /// again by itself where no answer came.
    /// </summary>
    /// <param name="rules">The set, and the country whose pack stands behind it.</param>
    /// <param name="cancel">Stops waiting; the rules may have been kept by then.</param>
    public Task<CategoryRulesBody> PutCategoryRules(CategoryRulesRequest rules, CancellationToken cancel = default) =>
        AskAgain(
            Body(HttpMethod.Put, Routes.CategoryRules, rules, ContractJson.Default.CategoryRulesRequest),
            ContractJson.Default.CategoryRulesBody, cancel);

    /// <summary>What a transaction would be taken to be for, and why; nothing is recorded.</summary>
    /// <param name="transaction">What of it says so.</param>
    /// <param name="cancel">Stops waiting.</param>
    public Task<CategoryTestBody> TestCategoryRules(
        CategoryTestRequest transaction, CancellationToken cancel = default) =>
        AskAgain(
            Body(HttpMethod.Post, Routes.CategoryRulesTest, transaction, ContractJson.Default.CategoryTestRequest),
            ContractJson.Default.CategoryTestBody, cancel);
}
