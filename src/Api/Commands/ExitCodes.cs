namespace Picora.Api.Commands;

/// <summary>What the commands end with; the table of docs/operations.md.</summary>
internal static class ExitCodes
{
    /// <summary>Done, and nothing is wrong.</summary>
    public const int Done = 0;

    /// <summary>Something is wrong, or was not done: the output names it.</summary>
    public const int Wrong = 1;

    /// <summary>The command line makes no sense.</summary>
    public const int Misused = 2;

    /// <summary>Nothing was done: a setting is wrong, the database or the storage is away, or the command would not have been safe.</summary>
    public const int Refused = 3;

    /// <summary>Ended by Ctrl-C or SIGTERM.</summary>
    public const int Interrupted = 130;
}
