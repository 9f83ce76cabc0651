using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Picora.Application.Abstractions;
using Picora.Application.Media.Links;
using Picora.Application.Pipeline;
using Picora.Domain;
using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Media;

namespace Picora.Application.Media;

/// <summary>Changes what is given and leaves the rest.</summary>
/// <param name="Title">An empty one clears the title.</param>
/// <param name="Tags">Replace all tags.</param>
/// <param name="Referers">Replaces the rule which pages may show the picture; null leaves it.</param>
[RequireScope(Scope.ImagesWrite)]
public sealed record UpdateImage(string Id, string? Title, IReadOnlyList<string>? Tags, bool? IsPublic, RefererChange? Referers = null)
    : IRequest<Result<ImageResponse>>;

/// <param name="Patterns">Null lets all pages show the picture.</param>
public sealed record RefererChange(IReadOnlyList<string>? Patterns);

internal sealed class UpdateImageValidator : AbstractValidator<UpdateImage>
{
    // Doubled tags count once, so more may be sent than are kept.
    private const int MostSent = 100;

    public UpdateImageValidator()
    {
        RuleFor(request => request.Tags).Must(tags => tags is null or { Count: <= MostSent }).WithMessage($"At most {MostSent} tags may be sent.");
        RuleForEach(request => request.Tags).NotNull().WithMessage("A tag is a text.").When(request => request.Tags?.Count <= MostSent);
        RuleForEach(request => request.Referers!.Patterns).NotNull().OverridePropertyName("allowedReferers").WithMessage("An entry is a text.")
            .When(request => request.Referers?.Patterns?.Count <= AllowedReferers.MaxPatterns);
    }
}

internal sealed class UpdateImageHandler(IMediaDb db, IUnitOfWork unitOfWork, ImageBooks books, ICaller caller, DeleteLinks links, TimeProvider time)
    : IRequestHandler<UpdateImage, Result<ImageResponse>>
{
    public Task<Result<ImageResponse>> Handle(UpdateImage request, CancellationToken cancellationToken) =>
        unitOfWork.ExecuteAsync(token => ChangeAsync(request, token), cancellationToken);

    private async Task<Result<ImageResponse>> ChangeAsync(UpdateImage request, CancellationToken cancellationToken)
    {
        var (owner, now) = (caller.Current.UserId, time.Now());
        var id = ImageId.Parse(request.Id) ?? default;
        // So that two changes of the same picture come one after the other.
        var found = await db.Images.Where(image => image.Id == id && image.OwnerId == owner).LockAsync(cancellationToken);
        if (found == 0)
        {
            return MediaErrors.ImageNotFound;
        }

        var image = await db.Images.Include(row => row.Tags).SingleAsync(row => row.Id == id, cancellationToken);
        var applied = Apply(request, image, now);
        if (!applied.IsSuccess)
        {
            return applied.Error;
        }

        await books.ChangedAsync(owner, [id], cancellationToken);
        return links.Show(ImageRow.Of(image));
    }

    private static Result<Success> Apply(UpdateImage request, Image image, DateTimeOffset now)
    {
        if (request.IsPublic is { } isPublic)
        {
            image.SetVisibility(isPublic, now);
        }

        var renamed = request.Title is null ? Success.Value : image.Rename(request.Title, now);
        return renamed.Bind(_ => request.Tags is null ? Success.Value : image.Tag(request.Tags, now))
            .Bind(_ => request.Referers is null ? Success.Value : Restrict(image, request.Referers.Patterns, now));
    }

    private static Result<Success> Restrict(Image image, IReadOnlyList<string>? patterns, DateTimeOffset now)
    {
        if (patterns is null)
        {
            image.Restrict(null, now);
            return Success.Value;
        }

        return AllowedReferers.Create(patterns).Map(referers =>
        {
            image.Restrict(referers, now);
            return Success.Value;
        });
    }
}
