using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace OrleansRisk.Tidy.Tests.Evidence;

/// <summary>
/// Reads grains as syntax, so that it needs no Orleans: every method of the engine's contract is on its grain and on
/// the reference that the edge holds, and each calls the method of that name and nothing else of the contract.
/// </summary>
internal static class GrainForwarding
{
    private static readonly string[] Contracts = ["Account", "Counterparty", "Tenant"];

    public static IEnumerable<string> Findings(Tree tree)
    {
        foreach (var name in Contracts)
        {
            var contract = Find<InterfaceDeclarationSyntax>(tree, "engine/", "I" + name);
            var grainInterface = Find<InterfaceDeclarationSyntax>(tree, "grain-interfaces/", $"I{name}Grain");
            if (contract is null || grainInterface?.BaseList?.Types.Any(type => $"{type}" == "I" + name) != true)
            {
                yield return $"I{name}Grain is no I{name}";
                continue;
            }

            var methods = contract.Members.OfType<MethodDeclarationSyntax>().ToArray();
            foreach (var shell in new[] { name + "Grain", name + "Reference" })
            {
                var found = Find<ClassDeclarationSyntax>(tree, "grains/", shell);
                foreach (var missing in methods.Where(method => found is null || !Forwards(found, method, methods)))
                {
                    yield return $"{shell} does not forward I{name}.{missing.Identifier}";
                }
            }
        }
    }

    private static bool Forwards(
        ClassDeclarationSyntax shell, MethodDeclarationSyntax method, IEnumerable<MethodDeclarationSyntax> contract)
    {
        var names = contract.Select(each => each.Identifier.Text).ToHashSet(StringComparer.Ordinal);
        return shell.Members.OfType<MethodDeclarationSyntax>()
            .Where(each => each.Identifier.Text == method.Identifier.Text
                && each.ParameterList.Parameters.Count == method.ParameterList.Parameters.Count)
            .Any(each => Called(each).Where(names.Contains).Distinct().SequenceEqual([method.Identifier.Text]));
    }

    /// <summary>What is called on the actor or the grain behind the shell.</summary>
    private static IEnumerable<string> Called(MethodDeclarationSyntax method) =>
        from call in method.DescendantNodes().OfType<InvocationExpressionSyntax>()
        let member = call.Expression as MemberAccessExpressionSyntax
        where member?.Expression is IdentifierNameSyntax { Identifier.Text: "actor" or "grain" }
        select member.Name.Identifier.Text;

    private static T? Find<T>(Tree tree, string folder, string name)
        where T : TypeDeclarationSyntax => tree
            .Code(path => path.StartsWith(folder, StringComparison.Ordinal))
            .SelectMany(file => file.Code.DescendantNodes().OfType<T>())
            .FirstOrDefault(type => type.Identifier.Text == name);
}
