using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Picora.Api.Http.Delivery;

/// <summary>What a request's conditions come to.</summary>
internal enum Condition
{
    Met,
    NotModified,
    Failed,
}

/// <summary>Conditions and ranges of a request for a file (RFC 9110, 13.2.2 and 14), decided before the file is touched where they can be.</summary>
internal static class Conditions
{
    /// <param name="headers">The request's.</param>
    /// <param name="etag">The file's strong tag, with its quotes.</param>
    /// <param name="modified">In whole seconds.</param>
    public static Condition Decide(IHeaderDictionary headers, string etag, DateTimeOffset modified)
    {
        if (headers.IfMatch is { Count: > 0 } match)
        {
            if (!Lists(match, etag, strongly: true))
            {
                return Condition.Failed;
            }
        }
        else if (Date(headers.IfUnmodifiedSince) is { } unmodified && modified > unmodified)
        {
            return Condition.Failed;
        }

        if (headers.IfNoneMatch is { Count: > 0 } known)
        {
            return Lists(known, etag, strongly: false) ? Condition.NotModified : Condition.Met;
        }

        return Date(headers.IfModifiedSince) is { } since && modified <= since ? Condition.NotModified : Condition.Met;
    }

    /// <summary>The one range that is asked for, cut to the file; null for the whole file; an empty one when it lies behind the end.</summary>
    public static (long From, long Length)? Cut(IHeaderDictionary headers, string etag, DateTimeOffset modified, long length)
    {
        if (headers.Range is not [{ } text]
            || !RangeHeaderValue.TryParse(text, out var range)
            || !range.Unit.Equals("bytes", StringComparison.OrdinalIgnoreCase)
            || range.Ranges is not { Count: 1 }
            || !StillHolds(headers.IfRange, etag, modified))
        {
            return null;
        }

        var (from, to) = range.Ranges.First() switch
        {
            { From: { } first } asked => (first, Math.Min(asked.To ?? long.MaxValue, length - 1)),
            var suffix => (Math.Max(0, length - suffix.To!.Value), length - 1),
        };
        return (from, Math.Max(0, to - from + 1));
    }

    private static bool StillHolds(StringValues ifRange, string etag, DateTimeOffset modified) =>
        ifRange is not [{ } text]
        || (RangeConditionHeaderValue.TryParse(text, out var condition)
            && (condition.EntityTag is { } tag
                ? tag.Compare(EntityTagHeaderValue.Parse(etag), useStrongComparison: true)
                : condition.LastModified == modified));

    private static bool Lists(StringValues values, string etag, bool strongly)
    {
        if (values.Count == 1 && string.Equals(values[0], etag, StringComparison.Ordinal))
        {
            return true;
        }

        var own = EntityTagHeaderValue.Parse(etag);
        return EntityTagHeaderValue.TryParseList(values, out var tags)
            && tags.Any(tag => tag.Equals(EntityTagHeaderValue.Any) || tag.Compare(own, strongly));
    }

    private static DateTimeOffset? Date(StringValues value) =>
        value is [{ } text] && HeaderUtilities.TryParseDate(text, out var date) ? date : null;
}
