using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Picora.Application.Abstractions;
using Picora.Application.Pipeline;
using Picora.Domain;
using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Uploads.Contracts;

namespace Picora.Application.Media;

/// <summary>Which of the contents the caller has already. Says nothing about other people's pictures.</summary>
[RequireScope(Scope.ImagesWrite)]
public sealed record FindExistingImages(IReadOnlyList<string>? Hashes) : IRequest<Result<ExistingImagesResponse>>;

public sealed record ExistingImagesResponse(IReadOnlyDictionary<string, ExistingImage> Existing, IReadOnlyList<string> Missing);

public sealed record ExistingImage(string Id, string Url);

internal sealed class FindExistingImagesValidator : AbstractValidator<FindExistingImages>
{
    private const int Most = 200;

    public FindExistingImagesValidator()
    {
        // The contract answers 400 here, not the usual 422 (section 30, row 43).
        RuleFor(request => request.Hashes).Must(hashes => hashes is { Count: >= 1 and <= Most })
            .WithMessage($"must hold 1 to {Most} hashes").WithState(_ => ErrorKind.BadRequest);
        RuleForEach(request => request.Hashes).Must(hash => ContentHash.Parse(hash) is not null)
            .WithMessage("must be 64 lowercase hex characters").WithState(_ => ErrorKind.BadRequest)
            .When(request => request.Hashes?.Count <= Most);
    }
}

internal sealed class FindExistingImagesHandler(IMediaDb db, ICaller caller, IPublicUrls urls)
    : IRequestHandler<FindExistingImages, Result<ExistingImagesResponse>>
{
    public async Task<Result<ExistingImagesResponse>> Handle(FindExistingImages request, CancellationToken cancellationToken)
    {
        var owner = caller.Current.UserId;
        var hashes = request.Hashes!.Distinct(StringComparer.Ordinal).Select(hash => ContentHash.Parse(hash)!.Value).ToList();
        var found = await db.Images.AsNoTracking().Where(image => image.OwnerId == owner && hashes.Contains(image.Hash))
            .Select(image => new { image.Hash, image.Id, image.Format }).ToListAsync(cancellationToken);
        var existing = found.ToDictionary(
            image => image.Hash.Value,
            image => new ExistingImage(image.Id.Value, MediaUrls.Original(urls, image.Id, image.Format)),
            StringComparer.Ordinal);
        return new ExistingImagesResponse(existing, [.. hashes.Select(hash => hash.Value).Where(hash => !existing.ContainsKey(hash))]);
    }
}
