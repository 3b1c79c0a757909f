using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace OrleansRisk.Tidy.Tests.Arrows;

/// <summary>
/// What a tenant has in force is written in one place: by the tenant's actor and what is made beside it, through the
/// one port, whose store writes each change with its row.
/// </summary>
public static partial class WriterRules
{
    private static readonly string[] Writing = ["ITenantWrites", "TenantWrites", "ChangeWriter"];

    private static readonly string[] Writers =
    [
        "tenants/Changes/", "tenants/InForce/", "tenants/Versions/", "storage/postgres/PostgresStores.cs",
        "storage/postgres/Tenants/PostgresTenantChanges.cs",
        // where the parts are put together
        "silo/host/Running/NodeEngine.cs", "silo/host/Commands/AdministrationCommand.cs",
    ];

    private static readonly string[] Statements = ["storage/postgres/Tenants/TenantEffects.cs"];

    public static IReadOnlyList<Rule> All { get; } =
    [
        new("single-writer", Ports,
            Tree.Of(("tenants/InForce/A.cs", "class A(ChangeWriter changes);")),
            Tree.Of(("silo/api/Maps/A.cs", "class A(\n ITenantWrites writes);")),
            "silo/api/Maps/A.cs:2: ITenantWrites: what a tenant has in force is written by its grain alone"),
        new("single-writing-statement", Texts,
            Tree.Of(("storage/postgres/Tenants/TenantEffects.cs", "class A { string B = \"update risk.models\"; }")),
            Tree.Of(("storage/postgres/Tenants/A.cs", "class A { string B = \"insert into risk.maps\"; }")),
            "storage/postgres/Tenants/A.cs:1: insert into risk.maps: this stands beside its change, in TenantEffects"),
    ];

    private static IEnumerable<Finding> Ports(Tree tree) =>
        from file in tree.Code(Tree.IsProduct)
        where !Writers.Any(place => file.Path.StartsWith(place, StringComparison.Ordinal))
        from token in file.Code.DescendantTokens()
        where token.IsKind(SyntaxKind.IdentifierToken) && Writing.Contains(token.Text)
        select Finding.At(
            file.Path, token, $"{token.Text}: what a tenant has in force is written by its grain alone");

    private static IEnumerable<Finding> Texts(Tree tree) =>
        from file in tree.Code(Tree.IsProduct)
        where !Statements.Contains(file.Path)
        from token in file.Code.DescendantTokens()
        let match = Statement().Match(token.Text)
        where match.Success
        select Finding.At(file.Path, token, $"{match.Value}: this stands beside its change, in TenantEffects");

    [GeneratedRegex(@"(insert into|update|delete from) risk\.(tenants|api_keys|maps|models)\b")]
    private static partial Regex Statement();
}
