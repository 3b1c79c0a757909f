using System.Diagnostics;

namespace OrleansRisk.Benchmarks.Handbook;

/// <summary>A script beside this file, for what Python's libraries are the reference of.</summary>
internal sealed class PythonScript
{
    private static readonly string[] Interpreters = ["/usr/bin/python3", "python3"];

    private readonly string _interpreter;
    private readonly string _script;

    private PythonScript(string interpreter, string script) => (_interpreter, _script) = (interpreter, script);

    /// <summary>Null where there is no interpreter with the packages.</summary>
    public static PythonScript? Find(string name, string packages) =>
        Array.Find(Interpreters, interpreter => Run(interpreter, "-c", $"import {packages}") is null) is { } interpreter
            ? new PythonScript(interpreter, "benchmarks/Handbook/" + name)
            : null;

    /// <summary>Throws where the script ends with an error.</summary>
    public void Run(string folder)
    {
        if (Run(_interpreter, _script, folder) is { } error)
        {
            throw new InvalidOperationException($"{_script}: {error}");
        }
    }

    /// <summary>Null where it ends well; the last line of its errors otherwise.</summary>
    private static string? Run(string interpreter, params string[] arguments)
    {
        try
        {
            using var program = Process.Start(
                new ProcessStartInfo(interpreter, arguments) { RedirectStandardError = true })!;
            var errors = program.StandardError.ReadToEnd().Trim();
            program.WaitForExit();
            return program.ExitCode == 0 ? null : errors.Split('\n')[^1];
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return $"there is no {interpreter}";
        }
    }
}
