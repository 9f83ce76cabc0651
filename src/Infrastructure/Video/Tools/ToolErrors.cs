using Picora.Domain;

namespace Picora.Infrastructure.Video.Tools;

/// <summary>Why a tool has no result, whatever it was to do.</summary>
internal static class ToolErrors
{
    public static Error Unavailable { get; } = new Error(
        ErrorKind.Unavailable, "MEDIA_TOOLS_UNAVAILABLE", "Videos and audio cannot be taken in: ffmpeg is not installed here").With("retryAfterSec", 600);

    public static Error Unreadable { get; } = new(ErrorKind.Validation, "MEDIA_UNREADABLE", "The file is no video or audio of a supported format, or is broken");

    public static Error TooComplex { get; } =
        new(ErrorKind.Validation, "MEDIA_TOO_COMPLEX", "The file takes more time or memory to read than any real one does");

    public static Error Timeout { get; } = new(ErrorKind.Unavailable, "MEDIA_TOOL_TIMEOUT", "Working on the file took too long.");

    public static Error Busy { get; } = new Error(
        ErrorKind.Unavailable, "MEDIA_TOOLS_BUSY", "Too many files are being looked at; try again in a moment").With("retryAfterSec", 5);

    public static Error Memory { get; } = new(ErrorKind.Unavailable, "MEDIA_TOOL_MEMORY", "The file needs more memory than its work may have.");

    public static Error OutputTooLarge { get; } = new(ErrorKind.Unavailable, "MEDIA_TOOL_OUTPUT", "What was made of the file grew too large.");

    /// <summary>The tool ended by a failure of its own.</summary>
    public static Error Failed(string lastWords) => new(ErrorKind.Unavailable, "MEDIA_TOOL_FAILED", $"Working on the file failed: {lastWords}");
}
