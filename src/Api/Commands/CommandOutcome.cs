using Picora.Domain;

namespace Picora.Api.Commands;

/// <summary>What a command has to say at its end.</summary>
/// <param name="Document">With <c>--json</c>: the one JSON document on the standard output.</param>
/// <param name="Lines">Without: lines for people.</param>
internal sealed record CommandOutcome(int ExitCode, object? Document, IReadOnlyList<string> Lines)
{
    public static CommandOutcome Done(object? document, params IReadOnlyList<string> lines) => new(ExitCodes.Done, document, lines);

    public static CommandOutcome Found(bool isWrong, object? document, params IReadOnlyList<string> lines) =>
        new(isWrong ? ExitCodes.Wrong : ExitCodes.Done, document, lines);

    public static CommandOutcome Failed(Error error, int exitCode = ExitCodes.Wrong) => new(exitCode, new { error = error.Message, code = error.Code }, [error.Message]);
}
