namespace Picora.Application.Abstractions;

/// <summary>Something that this server needs of the machine around it, tried out on demand.</summary>
public interface IReadinessCheck
{
    /// <summary>What is checked, such as <c>database</c>.</summary>
    string Name { get; }

    /// <summary>Whether the server can do nothing useful without it.</summary>
    bool IsRequired { get; }

    /// <summary>
    /// Null when all is well; otherwise one sentence for anybody to read: no address, no path, no name of an account. May throw, which
    /// counts as a failure without a sentence. Gives up when the token says so.
    /// </summary>
    Task<string?> CheckAsync(CancellationToken cancellationToken);
}
