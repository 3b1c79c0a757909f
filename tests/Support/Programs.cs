namespace OrleansRisk.Tests.Support;

/// <summary>Built programs that run beside the tests, of the same configuration.</summary>
public static class Programs
{
    /// <summary>
    /// Where a project's program lies: artifacts/bin/PROJECT/CONFIGURATION/PROGRAM, and we are one of the projects.
    /// </summary>
    public static string Find(string project, string program)
    {
        var here = new DirectoryInfo(AppContext.BaseDirectory);
        var path = Path.Combine(here.Parent!.Parent!.FullName, project, here.Name, program);
        return File.Exists(path) ? path : throw new InvalidOperationException($"{path} is not built");
    }

    /// <summary>The top of the repository that the tests were built in.</summary>
    public static string Repository
    {
        get
        {
            var folder = new DirectoryInfo(AppContext.BaseDirectory);
            while (!File.Exists(Path.Combine(folder.FullName, "OrleansRisk.sln")))
            {
                folder = folder.Parent ?? throw new InvalidOperationException("the tests do not lie in the repository");
            }

            return folder.FullName;
        }
    }
}
