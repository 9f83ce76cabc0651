using Picora.Domain;

namespace Picora.Infrastructure.Imaging.Pool;

/// <summary>Why a picture has no renditions.</summary>
internal static class RenderErrors
{
    public static Error Unreadable { get; } = new(ErrorKind.Validation, "IMAGE_UNREADABLE", "The picture cannot be decoded.");

    public static Error Crashed { get; } = new(ErrorKind.Unavailable, "IMAGE_WORKER_CRASHED", "The imaging worker ended while it worked on the picture.");

    public static Error Timeout { get; } = new(ErrorKind.Unavailable, "IMAGE_WORKER_TIMEOUT", "The imaging worker took too long over the picture.");

    public static Error Memory { get; } = new(ErrorKind.Unavailable, "IMAGE_WORKER_MEMORY", "The picture needs more memory than an imaging worker may have.");

    public static Error CannotStart { get; } = new(ErrorKind.Unavailable, "IMAGE_WORKER_CRASHED", "No imaging worker could be started; the server's log says why.");

    /// <summary>Nothing is wrong with the picture and nothing was tried.</summary>
    public static Error Busy(int retryAfterSeconds) =>
        new Error(ErrorKind.Unavailable, "IMAGE_WORKER_BUSY", "Too many pictures are being worked on. Try again soon.").With("retryAfterSec", retryAfterSeconds);
}
