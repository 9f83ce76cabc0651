using Microsoft.Extensions.Options;
using Picora.Application.Abstractions;
using Picora.Application.Media.Library;
using Picora.Application.Pipeline;
using Picora.Application.Quotas.Contracts;
using Picora.Domain;
using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Media;
using Picora.Domain.Media.Contracts;
using Picora.Domain.Quotas.Contracts;

namespace Picora.Application.Media;

/// <summary>On what ground somebody may have a medium, and so who else may be given the same answer.</summary>
public enum MediaGround
{
    /// <summary>Everybody may have it.</summary>
    Public,

    /// <summary>The page that shows it may.</summary>
    Referer,

    /// <summary>The address is signed.</summary>
    Signature,

    /// <summary>It is the caller's own.</summary>
    Owner,
}

/// <summary>Decides who may have a medium's bytes (contract sections 26.2, 26.3 and 26.5).</summary>
internal sealed class MediaGate(
    ICaller caller, MediaSignatures signatures, IPublicUrls urls, IBandwidthStates bandwidth, IOptions<BandwidthOptions> options)
{
    private static readonly Error WrongPage = new(ErrorKind.Forbidden, "FORBIDDEN", "Forbidden: this page may not show the picture");

    private static readonly Error ImagesSuspended =
        new(ErrorKind.LegallyUnavailable, "BANDWIDTH_SUSPENDED", "Image service suspended due to bandwidth limit");

    /// <summary>A wrong signature is refused before anybody looks whether there is such a picture.</summary>
    public Error? RefuseSignature(string resource, MediaVisit visit) => visit.ClaimsSignature ? signatures.Check(resource, visit) : null;

    /// <param name="visit">Its signature, if it claims one, was found right.</param>
    public Result<MediaGround> Admit(MediaGuards guards, MediaVisit visit)
    {
        var ground = Ground(guards, visit);
        return ground switch
        {
            { IsSuccess: true } when guards.IsBlocked => MediaErrors.Blocked,
            { IsSuccess: true } when RefuseSuspended(guards, ground.Value) is { } refusal => refusal,
            _ => ground,
        };
    }

    /// <summary>Null while the owner's videos and audio go out.</summary>
    public Error? RefuseSuspended(MediaKind kind, UserId owner) => bandwidth.Of(owner, QuotaType.MediaBandwidth) == BandwidthState.Suspended ? MediaErrors.Suspended(kind) : null;

    // Pictures cost little, so their owner sees them all the same.
    private Error? RefuseSuspended(MediaGuards guards, MediaGround ground) =>
        guards.Kind != MediaKind.Image ? RefuseSuspended(guards.Kind, guards.OwnerId)
        : ground != MediaGround.Owner && AreImagesSuspended(guards.OwnerId) ? ImagesSuspended
        : null;

    private bool AreImagesSuspended(UserId owner) =>
        options.Value.Images == SuspendedImages.Refuse && bandwidth.Of(owner, QuotaType.ImageBandwidth) == BandwidthState.Suspended;

    private Result<MediaGround> Ground(MediaGuards guards, MediaVisit visit)
    {
        if (visit.ClaimsSignature)
        {
            return MediaGround.Signature;
        }

        if (guards is { IsPublic: true, Referers: null })
        {
            return MediaGround.Public;
        }

        if (guards is { IsPublic: true, Referers: { } referers } && referers.Allow(visit.Referer, urls.OwnHosts))
        {
            return MediaGround.Referer;
        }

        return RefuseAsOwner(guards) is { } refusal ? guards.IsPublic ? WrongPage : refusal : MediaGround.Owner;
    }

    // A stranger learns nothing from a private picture, not even that it exists; somebody without credentials may be its owner.
    private Error? RefuseAsOwner(MediaGuards guards) => caller.Current switch
    {
        { IsAuthenticated: false } => caller.Rejection ?? AccessErrors.Unauthorized,
        var someone when someone.UserId != guards.OwnerId => MediaErrors.NotFound(guards.Kind),
        var owner when !owner.Scopes.HasFlag(guards.Kind.ReadScope()) => AccessErrors.InsufficientScope(guards.Kind.ReadScope(), owner.Scopes),
        _ => null,
    };
}

/// <summary>What of a medium decides who may have it.</summary>
internal sealed record MediaGuards(UserId OwnerId, bool IsPublic, AllowedReferers? Referers, bool IsBlocked, MediaKind Kind = MediaKind.Image);
