using System.Globalization;
using Xunit;

namespace OrleansRisk.Crash.Tests.Servers;

/// <summary>A disk of a few megabytes, in memory, that really has no room left when it is full.</summary>
public sealed class SmallDisk : IDisposable
{
    private SmallDisk(string folder) => Folder = folder;

    public string Folder { get; }

    public static SmallDisk Mount(int megabytes)
    {
        var folder = Signals.Run("mktemp", "-d", "/tmp/risk-disk-XXXXXX").Trim();
        Signals.Run("mount", "-t", "tmpfs", "-o", Size(megabytes), "tmpfs", folder);
        Signals.Run("chown", "postgres:", folder);
        Signals.Run("chmod", "700", folder);
        return new SmallDisk(folder);
    }

    /// <summary>As an operator makes room.</summary>
    public void Grow(int megabytes) => Signals.Run("mount", "-o", "remount," + Size(megabytes), Folder);

    public void Dispose()
    {
        Signals.Run("umount", Folder);
        Directory.Delete(Folder);
    }

    private static string Size(int megabytes) => string.Create(CultureInfo.InvariantCulture, $"size={megabytes}m");
}

/// <summary>A test with a disk of its own; skipped, with the reason, where none may be mounted.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SmallDiskFactAttribute : FactAttribute
{
    public SmallDiskFactAttribute()
    {
        try
        {
            SmallDisk.Mount(megabytes: 1).Dispose();
        }
        catch (Exception failure) when (failure is System.ComponentModel.Win32Exception or InvalidOperationException)
        {
            Skip = "a small disk cannot be mounted here: it takes root and the right to mount";
        }
    }
}
