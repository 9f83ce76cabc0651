using Picora.Domain.Accounts.Contracts;

namespace Picora.Application.Privacy.Contracts;

/// <summary>What a module keeps about a person, for the person to take along. Each module brings its own.</summary>
public interface IExportSection
{
    /// <summary>Writes one file after the other. Memory stays flat, however much there is.</summary>
    Task WriteAsync(UserId owner, IExportWriter writer, CancellationToken cancellationToken);
}

/// <summary>The archive that an export becomes.</summary>
public interface IExportWriter
{
    /// <summary>Adds a JSON document.</summary>
    /// <param name="path">Within the archive; made of our own ids and words, or of names that were normalised when they were given.</param>
    Task WriteJsonAsync<T>(string path, T value, CancellationToken cancellationToken);

    /// <summary>Adds a JSON list, element by element as they come.</summary>
    Task WriteListAsync<T>(string path, IAsyncEnumerable<T> items, CancellationToken cancellationToken);

    /// <summary>Adds a file as it is.</summary>
    Task WriteFileAsync(string path, Stream content, DateTimeOffset modifiedAt, CancellationToken cancellationToken);
}
