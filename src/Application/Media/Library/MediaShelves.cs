using Picora.Application.Abstractions;
using Picora.Application.Media.Contracts;
using Picora.Application.Pipeline;
using Picora.Domain;
using Picora.Domain.Media.Contracts;

namespace Picora.Application.Media.Library;

/// <summary>The libraries of all kinds.</summary>
internal sealed class MediaShelves(IEnumerable<IMediaLibrary> libraries, IEnumerable<ISyncedLibrary> others, ICaller caller)
{
    private readonly Dictionary<MediaKind, IMediaLibrary> byKind = libraries.ToDictionary(library => library.Kind);
    private readonly Dictionary<MediaKind, ISyncedLibrary> synced = libraries.Concat(others).ToDictionary(library => library.Kind);

    /// <exception cref="KeyNotFoundException">Nobody brings the kind.</exception>
    public IMediaLibrary Of(MediaKind kind) => byKind[kind];

    /// <summary>What copies hold of a kind, which need not be media.</summary>
    /// <exception cref="KeyNotFoundException">Nobody brings the kind.</exception>
    public ISyncedLibrary SyncedOf(MediaKind kind) => synced[kind];

    /// <summary>Null for a kind that nobody brings.</summary>
    public IMediaLibrary? Find(MediaKind kind) => byKind.GetValueOrDefault(kind);

    /// <summary>Those of the kinds that the caller may read; 403 when it is one kind that is asked for, and the caller may not.</summary>
    public Result<IReadOnlyList<MediaKind>> Readable(IReadOnlyList<MediaKind> kinds)
    {
        var granted = caller.Current.Scopes;
        return kinds is [var only] && !granted.HasFlag(only.ReadScope())
            ? AccessErrors.InsufficientScope(only.ReadScope(), granted)
            : kinds.Where(kind => synced.ContainsKey(kind) && granted.HasFlag(kind.ReadScope())).ToList();
    }
}
