using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Picora.Application.Abstractions;
using Picora.Application.Pipeline;
using Picora.Domain;
using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Media;

namespace Picora.Application.Media;

/// <summary>An address of one of the caller's pictures that opens it to whoever holds it, for a while (contract section 26.3).</summary>
/// <param name="ExpSeconds">1 to 86,400; null for 3,600.</param>
/// <param name="Rendition"><c>thumbnail</c> or <c>preview</c>; null for the original.</param>
/// <param name="Transform">Transform parameters as in a query, such as <c>w=640&amp;fmt=webp</c>.</param>
[RequireScope(Scope.ImagesWrite)]
public sealed record SignImage(string Id, long? ExpSeconds, string? Rendition = null, string? Transform = null) : IRequest<Result<SignedImage>>;

/// <param name="Exp">Unix seconds.</param>
public sealed record SignedImage(string SignedUrl, DateTimeOffset ExpiresAt, long Exp);

internal sealed class SignImageValidator : AbstractValidator<SignImage>
{
    private const int MaxSeconds = 24 * 60 * 60;
    private const int MaxTransformLength = 500;

    public SignImageValidator()
    {
        RuleFor(request => request.ExpSeconds).InclusiveBetween(1, MaxSeconds);
        RuleFor(request => request.Rendition).Must(Renditions.IsKnown).WithMessage("rendition is thumbnail or preview.");
        RuleFor(request => request.Transform).MaximumLength(MaxTransformLength).Must(IsQuery)
            .WithMessage("transform is written as in an address, such as w=640&fmt=webp, without sig, exp and download.");
        RuleFor(request => request.Transform).Null().When(request => request.Rendition is not null).WithMessage("A rendition is not transformed.");
    }

    private static bool IsQuery(string? transform) => transform is null || transform.Split('&').All(IsParameter);

    // Letters that stand in a query for themselves, and no name that has another meaning there.
    private static bool IsParameter(string text) => text.Split('=') is [{ Length: > 0 } name, { Length: > 0 } value]
        && name is not ("sig" or "exp" or "download")
        && name.All(char.IsAsciiLetterOrDigit)
        && value.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.' or ',' or ':' or '~');
}

internal sealed class SignImageHandler(IMediaDb db, ICaller caller, IPublicUrls urls, MediaSignatures signatures, TimeProvider time)
    : IRequestHandler<SignImage, Result<SignedImage>>
{
    private const long DefaultSeconds = 3600;

    public async Task<Result<SignedImage>> Handle(SignImage request, CancellationToken cancellationToken)
    {
        var owner = caller.Current.UserId;
        if (ImageId.Parse(request.Id) is not { } id)
        {
            return MediaErrors.ImageNotFound;
        }

        var format = await db.Images.AsNoTracking().Where(image => image.Id == id && image.OwnerId == owner)
            .Select(image => (ImageFormat?)image.Format).SingleOrDefaultAsync(cancellationToken);
        if (format is null)
        {
            return MediaErrors.ImageNotFound;
        }

        var exp = time.GetUtcNow().ToUnixTimeSeconds() + (request.ExpSeconds ?? DefaultSeconds);
        var resource = MediaUrls.Resource(id.Value, format.Value.Extension(), request.Rendition);
        var parameters = request.Transform is null ? string.Empty : MediaVisit.Order(request.Transform.Split('&'));
        var query = (parameters.Length == 0 ? string.Empty : parameters + "&") + signatures.Sign(resource, parameters, exp);
        return new SignedImage($"{urls.Media}/{resource}?{query}", DateTimeOffset.FromUnixTimeSeconds(exp), exp);
    }
}
