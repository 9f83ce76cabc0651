namespace Picora.Domain.Media.Videos;

/// <summary>Why a video is not taken in or cannot be played. Failures of the kind validation are the file's own: trying again changes nothing.</summary>
public static class VideoErrors
{
    public static Error Unreadable { get; } = new(ErrorKind.Validation, "VIDEO_UNREADABLE", "The video is damaged: it cannot be decoded");

    public static Error TooDemanding { get; } =
        new(ErrorKind.Validation, "VIDEO_TOO_DEMANDING", "Converting the video takes more time, memory or space than it may");

    public static Error Unsupported { get; } =
        new(ErrorKind.Validation, "VIDEO_UNSUPPORTED", "The file is no video of a supported format: MP4, MOV, MKV, WebM or AVI with at least one picture track");

    public static Error NotFailed { get; } = new(ErrorKind.Conflict, "CONFLICT", "The video has not failed: there is nothing to try again");

    public static Error NotProcessing { get; } = new(ErrorKind.Conflict, "CONFLICT", "The video is not being processed");

    public static Error Cancelled { get; } = new(ErrorKind.Conflict, "VIDEO_CANCELLED", "Processing was cancelled");

    public static Error Truncated(TimeSpan found, TimeSpan said) => new(
        ErrorKind.Validation,
        "VIDEO_TRUNCATED",
        FormattableString.Invariant($"The video breaks off: it ends after {found.TotalSeconds:0.#} of {said.TotalSeconds:0.#} seconds"));

    public static Error LongerThanSaid(TimeSpan said) => new(
        ErrorKind.Validation,
        "VIDEO_UNREADABLE",
        FormattableString.Invariant($"The video goes on long after the {said.TotalSeconds:0.#} seconds that it says it has"));

    public static Error TooLong(int mostSeconds) => new Error(
        ErrorKind.Validation, "VIDEO_TOO_LONG", $"The video is longer than the {mostSeconds} seconds that the plan allows").With("maxSeconds", mostSeconds);
}
