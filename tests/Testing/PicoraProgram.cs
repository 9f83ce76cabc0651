namespace Picora.Testing;

/// <summary>The program that tests start: as it is deployed, compiled ahead of time, where build/test names it; else what was built beside the tests.</summary>
public static class PicoraProgram
{
    private const string Variable = "PICORA_TEST_PROGRAM";

    public static string Path { get; } =
        Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named ? named : System.IO.Path.Combine(AppContext.BaseDirectory, "picora");
}
