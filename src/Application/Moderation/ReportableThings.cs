using Picora.Application.Abstractions;
using Picora.Application.Moderation.Contracts;
using Picora.Domain;
using Picora.Domain.Moderation;
using Picora.Domain.Moderation.Contracts;

namespace Picora.Application.Moderation;

/// <summary>Everything that can be reported, whatever module it is of.</summary>
internal sealed class ReportableThings(IEnumerable<IReportable> kinds, IPublicUrls urls)
{
    private const string FilePrefix = "file_";

    public IReportable Of(ReportTarget target) => kinds.First(kind => kind.Target == target);

    /// <summary>What a report is about. What the reporter cannot see is not there.</summary>
    public async Task<Result<ReportSubject>> FindAsync(ReportThing request, Reporter reporter, CancellationToken cancellationToken)
    {
        var address = ReportAddress.Parse(request.Url, urls);
        var target = address?.Target ?? ReportTargets.Find(request.TargetType);
        var id = address?.Id ?? IdOf(request.TargetId);
        if (target is not { } kind || id is null || (address is null && !string.IsNullOrEmpty(request.Url)))
        {
            return ReportErrors.NothingThere;
        }

        var thing = await Of(kind).FindAsync(id, address?.Seen, cancellationToken);
        return thing is not null && (thing.IsSeen || thing.OwnerId == reporter.Id)
            ? new ReportSubject(kind, thing.Id, thing.OwnerId)
            : ReportErrors.NothingThere;
    }

    /// <summary>Inside a unit of work: withholds whatever has this id, or gives it back. Null when nothing has it, otherwise its owner.</summary>
    public async Task<ReportSubject?> WithholdAsync(string id, DateTimeOffset? since, CancellationToken cancellationToken)
    {
        foreach (var kind in kinds)
        {
            if (await kind.WithholdAsync(id, since, cancellationToken) is { } owner)
            {
                return new ReportSubject(kind.Target, id, owner);
            }
        }

        return null;
    }

    private static string? IdOf(string? text) => text?.StartsWith(FilePrefix, StringComparison.Ordinal) == true ? text[FilePrefix.Length..] : text;
}
