using Picora.Application.Abstractions;
using Picora.Domain;

namespace Picora.Application.Administration;

/// <summary>A job's id: <c>kind~subject</c> for work on an item, the name alone for work by the clock.</summary>
internal static class JobIds
{
    private const char Separator = '~';

    public static readonly Error NotFound = Error.NotFound("There is no such job, or it runs at this moment");

    public static string Of(ItemJob job) => $"{job.Kind}{Separator}{job.SubjectId}";

    public static (string Kind, string? SubjectId) Split(string id)
    {
        var at = id.IndexOf(Separator, StringComparison.Ordinal);
        return at < 0 ? (id, null) : (id[..at], id[(at + 1)..]);
    }
}
