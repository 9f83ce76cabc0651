namespace Picora.Testing;

/// <summary>Tells <c>build/test</c> which database engines a suite ran on. Without that script the lines go nowhere.</summary>
public static class EngineReport
{
    private static readonly Lock Gate = new();

    public static void Ran(string engine, string version) => Write($"{engine}: ran on {version}");

    public static void Skipped(string engine, string reason) => Write($"{engine}: skipped: {reason}");

    private static void Write(string line)
    {
        if (Environment.GetEnvironmentVariable("PICORA_TEST_ENGINES") is { Length: > 0 } file)
        {
            lock (Gate)
            {
                File.AppendAllText(file, line + Environment.NewLine);
            }
        }
    }
}
