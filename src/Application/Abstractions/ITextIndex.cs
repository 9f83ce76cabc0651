namespace Picora.Application.Abstractions;

/// <summary>Kinds of rows that have a text to search in.</summary>
public enum SearchedRows
{
    Images,
    Videos,
    AudioTracks,
    Documents,
}

/// <summary>
/// Finds by parts of words what few rows hold. What many hold is met soon by whoever looks at one row after the other in a list's order; what few
/// hold would be looked for in all of them.
/// </summary>
public interface ITextIndex
{
    /// <param name="question">As a client wrote it; null and empty ask for nothing.</param>
    /// <returns>
    /// The ids of all rows, whoever owns them, that can hold every word of the question; rows that do not are among them. Null when there are too many of
    /// them, when no word has three characters, and where the database consults an index by itself.
    /// </returns>
    ValueTask<IReadOnlyList<string>?> FindAsync(SearchedRows rows, string? question, CancellationToken cancellationToken);
}
