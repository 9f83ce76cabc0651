using FluentValidation;
using MediatR;
using Picora.Application.Abstractions;
using Picora.Application.Pipeline;
using Picora.Domain;
using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Media.Contracts;

namespace Picora.Application.Media.Library;

/// <summary>Deletes several of the caller's media of any kind, each by itself.</summary>
[RequireAnyScope(Scope.ImagesDelete | Scope.VideosDelete | Scope.AudioDelete)]
public sealed record DeleteMedia(IReadOnlyList<MediumToDelete?>? Items) : IRequest<Result<DeletedMedia>>;

/// <param name="Type"><c>image</c>, <c>video</c> or <c>audio</c>.</param>
public sealed record MediumToDelete(string? Id, string? Type);

public sealed record DeletedMedia(IReadOnlyList<string> Deleted, IReadOnlyList<MediumNotDeleted> Failed);

/// <param name="Reason"><c>NOT_FOUND</c>, <c>FORBIDDEN</c> (the credential lacks the kind's scope) or <c>STORAGE_ERROR</c> (send it again).</param>
public sealed record MediumNotDeleted(string Id, string Type, string Reason);

internal sealed class DeleteMediaValidator : AbstractValidator<DeleteMedia>
{
    private const int Most = 100;

    public DeleteMediaValidator()
    {
        RuleFor(request => request.Items).Must(items => items is { Count: >= 1 and <= Most }).WithMessage($"items holds 1 to {Most} entries.");
        RuleForEach(request => request.Items).Must(item => !string.IsNullOrEmpty(item?.Id)).WithMessage("Each entry has an id.")
            .When(request => request.Items?.Count <= Most);
        RuleForEach(request => request.Items).Must(item => MediaKinds.Find(item?.Type) is not null).WithMessage("Each entry has a type: image, video or audio.")
            .When(request => request.Items?.Count <= Most);
    }
}

internal sealed class DeleteMediaHandler(MediaShelves shelves, ICaller caller) : IRequestHandler<DeleteMedia, Result<DeletedMedia>>
{
    public async Task<Result<DeletedMedia>> Handle(DeleteMedia request, CancellationToken cancellationToken)
    {
        var (deleted, failed) = (new List<string>(), new List<MediumNotDeleted>());
        foreach (var (id, kind) in request.Items!.Select(item => (Id: item!.Id!, Kind: MediaKinds.Find(item.Type)!.Value)).Distinct())
        {
            if (await RefuseAsync(id, kind, cancellationToken) is { } reason)
            {
                failed.Add(new MediumNotDeleted(id, kind.ToName(), reason));
            }
            else
            {
                deleted.Add(id);
            }
        }

        return new DeletedMedia(deleted, failed);
    }

    /// <summary>Null when it is gone.</summary>
    private async Task<string?> RefuseAsync(string id, MediaKind kind, CancellationToken cancellationToken)
    {
        if (!caller.Current.Scopes.HasFlag(kind.DeleteScope()))
        {
            return "FORBIDDEN";
        }

        var removed = shelves.Find(kind) is { } library ? await library.DeleteAsync(caller.Current.UserId, id, cancellationToken) : MediaErrors.ImageNotFound;
        return removed.Error?.Kind switch
        {
            null => null,
            ErrorKind.NotFound => "NOT_FOUND",
            _ => "STORAGE_ERROR",
        };
    }
}
