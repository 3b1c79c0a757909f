using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace OrleansRisk.Client.Tests.Support;

/// <summary>A program as a new console project would compile it, against given assemblies of ours.</summary>
internal static class Compiled
{
    /// <summary>What a project with implicit usings begins with.</summary>
    private const string Usings =
        """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    /// <summary>The program's assembly; fails with what the compiler says, also where it only warns.</summary>
    public static byte[] Program(string source, params IEnumerable<byte[]> ours)
    {
        var framework = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => path.StartsWith(Path.GetDirectoryName(typeof(object).Assembly.Location)!,
                StringComparison.Ordinal))
            .Select(path => MetadataReference.CreateFromFile(path));
        var compilation = CSharpCompilation.Create(
            "Snippets",
            [CSharpSyntaxTree.ParseText(Usings), CSharpSyntaxTree.ParseText(source)],
            [.. framework, .. ours.Select(assembly => MetadataReference.CreateFromImage(assembly))],
            new CSharpCompilationOptions(
                OutputKind.ConsoleApplication, nullableContextOptions: NullableContextOptions.Enable));
        using var assembly = new MemoryStream();
        var result = compilation.Emit(assembly);
        Assert.Empty(result.Diagnostics.Where(said => said.Severity >= DiagnosticSeverity.Warning)
            .Select(said => said.ToString()));
        return assembly.ToArray();
    }
}
