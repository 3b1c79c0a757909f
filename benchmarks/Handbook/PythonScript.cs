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
        Array.Find(Interpreters, interpreter => Runs(interpreter, "-c", $"import {packages}")) is { } interpreter
            ? new PythonScript(interpreter, "benchmarks/Handbook/" + name)
            : null;

    /// <summary>Throws where the script ends with an error.</summary>
    public void Run(string folder)
    {
        if (!Runs(_interpreter, _script, folder))
        {
            throw new InvalidOperationException($"{_script} ended with an error");
        }
    }

    private static bool Runs(string interpreter, params string[] arguments)
    {
        try
        {
            using var program = Process.Start(
                new ProcessStartInfo(interpreter, arguments) { RedirectStandardError = true })!;
            program.StandardError.ReadToEnd();
            program.WaitForExit();
            return program.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false; // no such program
        }
    }
}
