using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Picora.Application.Abstractions;
using Picora.Application.Media.Contracts;
using Picora.Application.Pipeline;
using Picora.Domain;
using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Media;
using Picora.Domain.Media.Contracts;
using Picora.Domain.Media.Videos;

namespace Picora.Application.Media.Videos;

/// <summary>Changes what is given and leaves the rest.</summary>
/// <param name="Title">An empty one gives the file's name without its extension.</param>
/// <param name="Tags">Replace all tags.</param>
/// <param name="Referers">Replaces the rule which pages may show the video; null leaves it.</param>
[RequireScope(Scope.VideosWrite)]
public sealed record UpdateVideo(string Id, string? Title, IReadOnlyList<string>? Tags, bool? IsPublic, RefererChange? Referers = null) : IRequest<Result<Success>>;

internal sealed class UpdateVideoValidator : AbstractValidator<UpdateVideo>
{
    // Doubled tags count once, so more may be sent than are kept.
    private const int MostSent = 100;

    public UpdateVideoValidator()
    {
        RuleFor(request => request.Tags).Must(tags => tags is null or { Count: <= MostSent }).WithMessage($"At most {MostSent} tags may be sent.");
        RuleForEach(request => request.Tags).NotNull().WithMessage("A tag is a text.").When(request => request.Tags?.Count <= MostSent);
        RuleForEach(request => request.Referers!.Patterns).NotNull().OverridePropertyName("allowedReferers").WithMessage("An entry is a text.")
            .When(request => request.Referers?.Patterns?.Count <= AllowedReferers.MaxPatterns);
    }
}

internal sealed class UpdateVideoHandler(IMediaDb db, IUnitOfWork unitOfWork, IMediaJournal journal, ICaller caller, TimeProvider time) : IRequestHandler<UpdateVideo, Result<Success>>
{
    public Task<Result<Success>> Handle(UpdateVideo request, CancellationToken cancellationToken) =>
        unitOfWork.ExecuteAsync(token => ChangeAsync(request, token), cancellationToken);

    private async Task<Result<Success>> ChangeAsync(UpdateVideo request, CancellationToken cancellationToken)
    {
        var (owner, now) = (caller.Current.UserId, time.Now());
        var id = VideoId.Parse(request.Id) ?? default;
        var own = db.Videos.Where(video => video.Id == id && video.OwnerId == owner);
        // So that two changes of the same video come one after the other.
        await own.LockAsync(video => video.UpdatedAt, cancellationToken);
        if (await own.SingleOrDefaultAsync(cancellationToken) is not { } found)
        {
            return MediaErrors.VideoNotFound;
        }

        var applied = Apply(request, found, now);
        if (applied.IsSuccess)
        {
            await journal.ChangedAsync(owner, MediaKind.Video, [id.Value], cancellationToken);
        }

        return applied;
    }

    private static Result<Success> Apply(UpdateVideo request, Video video, DateTimeOffset now)
    {
        if (request.IsPublic is { } isPublic)
        {
            video.SetVisibility(isPublic, now);
        }

        var renamed = request.Title is null ? Success.Value : video.Rename(request.Title, now);
        return renamed.Bind(_ => request.Tags is null ? Success.Value : video.Tag(request.Tags, now))
            .Bind(_ => request.Referers is null ? Success.Value : Restrict(video, request.Referers.Patterns, now));
    }

    private static Result<Success> Restrict(Video video, IReadOnlyList<string>? patterns, DateTimeOffset now)
    {
        var referers = patterns is null ? default(Result<AllowedReferers>?) : AllowedReferers.Create(patterns);
        if (referers?.Error is { } error)
        {
            return error;
        }

        video.Restrict(referers?.Value, now);
        return Success.Value;
    }
}
