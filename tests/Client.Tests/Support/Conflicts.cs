using System.Text.RegularExpressions;
using OrleansRisk.Tests.Support;

namespace OrleansRisk.Client.Tests.Support;

/// <summary>The conflict blocks of a page: those of one language, one below the other, are one program.</summary>
internal static class Conflicts
{
    public static string Program(string path, string language)
    {
        var page = File.ReadAllText(Path.Combine(Programs.Repository, path));
        var blocks = Regex.Matches(
            page, $"^```{language}\n(.*?)^```$", RegexOptions.Singleline | RegexOptions.Multiline);
        Assert.NotEmpty(blocks);
        return string.Join('\n', blocks.Select(block => block.Groups[1].Value));
    }
}
