namespace Picora.Application.Abstractions;

/// <summary>How the client names what it wants done once, whatever becomes of the connection (<c>Idempotency-Key</c>).</summary>
public interface IRequestName
{
    /// <summary>1 to 255 visible ASCII characters; null when the current request has no name, as outside of one.</summary>
    string? Name { get; }

    /// <summary>A hash of what is asked: the operation and the content, of which the rest is read if need be.</summary>
    Task<string> FingerprintAsync(CancellationToken cancellationToken);

    /// <summary>Says that the answer is one that was given before.</summary>
    void MarkReplayed();
}
