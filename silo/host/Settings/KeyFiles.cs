namespace OrleansRisk.Host.Settings;

/// <summary>Where the development key lies.</summary>
internal static class KeyFiles
{
    public static string Of(HostSettings settings)
    {
        if (settings.KeyFile is { Length: > 0 } stated)
        {
            return stated;
        }

        var folder = Path.Combine(
            Environment.GetFolderPath(
                Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.Create),
            "orleansrisk");
        Directory.CreateDirectory(folder);
        return Path.Combine(folder, $"{settings.Environment}-{settings.Region}.key");
    }
}
