using Picora.Application.Abstractions;
using Picora.Application.Pipeline;
using Picora.Domain;
using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Media.Contracts;

namespace Picora.Application.Uploads.Sessions;

/// <summary>What a caller needs for an upload depends on what is uploaded, so the requests themselves only ask for a credential.</summary>
internal static class SessionScopes
{
    /// <summary>To send bytes.</summary>
    public static Error? RefuseWriting(this Caller caller, MediaKind kind) => Refuse(caller, Of(kind).Write);

    /// <summary>To give an upload up.</summary>
    public static Error? RefuseDeleting(this Caller caller, MediaKind kind) => Refuse(caller, Of(kind).Delete);

    /// <summary>To see how far an upload is: whoever may send more of it may see it.</summary>
    public static Error? RefuseReading(this Caller caller, MediaKind kind) =>
        (caller.Scopes & (Of(kind).Read | Of(kind).Write)) == Scope.None ? AccessErrors.InsufficientScope(Of(kind).Read, caller.Scopes) : null;

    private static Error? Refuse(Caller caller, Scope needed) =>
        caller.Scopes.HasFlag(needed) ? null : AccessErrors.InsufficientScope(needed, caller.Scopes);

    private static (Scope Read, Scope Write, Scope Delete) Of(MediaKind kind) => kind switch
    {
        MediaKind.Image => (Scope.ImagesRead, Scope.ImagesWrite, Scope.ImagesDelete),
        MediaKind.Video => (Scope.VideosRead, Scope.VideosWrite, Scope.VideosDelete),
        MediaKind.Audio => (Scope.AudioRead, Scope.AudioWrite, Scope.AudioDelete),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };
}
