using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Picora.Application.Abstractions;
using Picora.Application.Pipeline;
using Picora.Domain;
using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Media;

namespace Picora.Application.Media.Archives;

/// <summary>Several of the caller's pictures in one ZIP file, as they were sent. Those that are not the caller's are left out.</summary>
[RequireScope(Scope.ImagesRead)]
public sealed record DownloadImages(IReadOnlyList<string>? Ids) : IRequest<Result<ImageArchive>>;

internal sealed class DownloadImagesValidator : AbstractValidator<DownloadImages>
{
    private const int Most = 1000;

    public DownloadImagesValidator() =>
        RuleFor(request => request.Ids).Must(ids => ids is { Count: >= 1 and <= Most }).WithMessage($"ids holds 1 to {Most} ids.");
}

internal sealed class DownloadImagesHandler(IMediaDb db, ArchivePlans archives, ICaller caller) : IRequestHandler<DownloadImages, Result<ImageArchive>>
{
    public async Task<Result<ImageArchive>> Handle(DownloadImages request, CancellationToken cancellationToken)
    {
        var (owner, ids) = (caller.Current.UserId, request.Ids!.Select(ImageId.Parse).OfType<ImageId>().Distinct().ToList());
        var images = db.Images.AsNoTracking().Where(image => image.OwnerId == owner && ids.Contains(image.Id))
            .OrderBy(image => image.CreatedAt).ThenBy(image => image.Id);
        var archive = await archives.MakeAsync("images", owner, images, cancellationToken);
        return archive.Bind<ImageArchive>(made => made.Entries.Count == 0 ? MediaErrors.ImageNotFound : made);
    }
}
