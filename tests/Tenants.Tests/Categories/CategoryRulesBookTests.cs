using System.Security.Cryptography;
using OrleansRisk.Core.Categories;
using OrleansRisk.Core.Transactions;
using OrleansRisk.Tenants.Categories;
using OrleansRisk.Tenants.ReferenceData;
using OrleansRisk.Tenants.Tests.Projections;
using OrleansRisk.Tests.Support;
using Xunit;

namespace OrleansRisk.Tenants.Tests.Categories;

public sealed class CategoryRulesBookTests
{
    private static readonly PayeeRule[] Rules =
    [
        new("Kedai Ali", Category.Groceries), new("zakat", Category.Religious, Direction.Debit, PayeeField.Description),
    ];

    [Fact]
    public async Task Rules_PublishedElsewhere_AreFollowedAndAreThereAtTheStart()
    {
        using var parts = await ProjectionParts.Create();
        var (_, other) = parts.NewProcess();
        Publish(parts);

        await other.Follow(parts.One, default);
        Assert.Equal(1, other.CategoryRules(parts.One).Version);
        Assert.Equal(Rules, other.CategoryRules(parts.One).Rules);
        var (folder, fresh) = parts.NewProcess();
        await folder.Step(write: false, CancellationToken.None);
        Assert.Equal(("my", 1), (fresh.CategoryRules(parts.One).Country, fresh.CategoryRules(parts.One).Version));
    }

    [Fact]
    public async Task Rules_OfOneTenant_SayNothingToAnother()
    {
        using var parts = await ProjectionParts.Create();
        var (_, cache) = parts.NewProcess();
        Publish(parts);
        await cache.Follow(parts.One, default);
        await cache.Follow(parts.Two, default);
        var transaction = Some.Transaction(counterparty: "Kedai Ali");

        Assert.Equal(Category.Groceries, cache.CategoryRules(parts.One).Find(transaction).Finding.Category);
        Assert.False(cache.CategoryRules(parts.Two).Find(transaction).Finding.Found);
        Assert.Equal(0, (await cache.Rules.Newest(parts.Two, default)).Version);
    }

    [Fact]
    public async Task Rules_WhoseBytesAreOthers_AreRefusedByName()
    {
        using var parts = await ProjectionParts.Create();
        var (_, cache) = parts.NewProcess();
        var content = CategoryRulesContent.Write("my", Rules);
        parts.Store.Publish(
            new ReferenceDataVersion(parts.One, ReferenceDataKind.CategoryRules, 1, 0, new byte[32], content));

        await Assert.ThrowsAsync<ReferenceDataUnreadableException>(
            async () => await cache.Rules.Newest(parts.One, default));
        Assert.Throws<ReferenceDataUnreadableException>(() => CategoryRulesContent.Read(
            new ReferenceDataVersion(
                parts.One, ReferenceDataKind.CategoryRules, 1, 0, new byte[32], "{}"u8.ToArray())));
    }

    private static void Publish(ProjectionParts parts)
    {
        var content = CategoryRulesContent.Write("my", Rules);
        parts.Store.Publish(new ReferenceDataVersion(
            parts.One, ReferenceDataKind.CategoryRules, 1, 0, SHA256.HashData(content), content));
    }
}
