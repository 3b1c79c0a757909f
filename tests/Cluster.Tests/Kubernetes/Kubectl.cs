using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using OrleansRisk.Cluster.Tests.Support;
using YamlDotNet.RepresentationModel;

namespace OrleansRisk.Cluster.Tests.Kubernetes;

/// <summary>The renderer of kustomizations, where it is here. Nothing is asked of a cluster.</summary>
internal static class Kubectl
{
    private const int MinorMin = 27;

    private static readonly Lazy<bool> Recent = new(IsRecent);

    /// <summary>Whether 1.27 or newer is here, the first that knows all that the overlays say.</summary>
    public static bool CanRender => Recent.Value;

    /// <summary>The objects that a folder of the repository renders to.</summary>
    public static IReadOnlyList<YamlMappingNode> Render(string folder) =>
        Manifest.Parse(Run("kustomize", Path.Combine(Approved.Root, folder)));

    private static bool IsRecent()
    {
        try
        {
            var client = Manifest.At(Manifest.Parse(Run("version", "--client", "-o", "yaml"))[0], "clientVersion");
            var minor = Manifest.Text(client["minor"]).TrimEnd('+');
            return int.Parse(minor, CultureInfo.InvariantCulture) >= MinorMin;
        }
        catch (Exception e) when (e is Win32Exception or InvalidOperationException)
        {
            return false;
        }
    }

    private static string Run(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("kubectl", arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var errors = process.StandardError.ReadToEndAsync();
        var text = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? text : throw new InvalidOperationException($"{string.Join(' ', arguments)}: {errors.Result}");
    }
}
