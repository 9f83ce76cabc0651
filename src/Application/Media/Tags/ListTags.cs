using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Picora.Application.Abstractions;
using Picora.Application.Media.Library;
using Picora.Application.Pipeline;
using Picora.Domain;
using Picora.Domain.Accounts.Contracts;

namespace Picora.Application.Media.Tags;

/// <summary>The tags of the caller's pictures by name, each with how many pictures have it.</summary>
[RequireScope(Scope.ImagesRead)]
public sealed record ListTags(string? Cursor, string? Limit) : IRequest<Result<TagListResponse>>, IPagedRequest;

public sealed record TagListResponse(IReadOnlyList<TagCount> Items, string? NextCursor, bool HasMore);

/// <param name="Count">Pictures in the trash do not count.</param>
public sealed record TagCount(string Name, int Count);

internal sealed class ListTagsValidator : AbstractValidator<ListTags>
{
    public ListTagsValidator() => this.RuleForPage();
}

internal sealed class ListTagsHandler(IMediaDb db, LibraryMemory memory, ICaller caller) : IRequestHandler<ListTags, Result<TagListResponse>>
{
    public async Task<Result<TagListResponse>> Handle(ListTags request, CancellationToken cancellationToken)
    {
        // To count a tag is to look at all of its pictures.
        var state = await memory.StateAsync(caller.Current.UserId, cancellationToken);
        var size = request.Size();
        return await memory.GetAsync(state, new TagPage(request.Start()?.Id, size), () => ReadAsync(state.Owner, request.Start()?.Id, size, cancellationToken));
    }

    private async Task<TagListResponse> ReadAsync(UserId owner, string? last, int size, CancellationToken cancellationToken)
    {
        var tags = db.ImageTags.Where(tag => tag.OwnerId == owner);
        if (last is not null)
        {
#pragma warning disable CA1309, CA1310, MA0001 // Translated: the database compares by its binary collation.
            tags = tags.Where(tag => string.Compare(tag.Name, last) > 0);
#pragma warning restore CA1309, CA1310, MA0001
        }

        var rows = await tags.Join(db.Images, tag => tag.ImageId, image => image.Id, (tag, _) => tag.Name)
            .GroupBy(name => name).OrderBy(group => group.Key).Take(size + 1)
            .Select(group => new TagCount(group.Key, group.Count())).ToListAsync(cancellationToken);
        var items = rows.Take(size).ToList();
        var next = rows.Count > size ? new PageCursor(items[^1].Name, DateTimeOffset.UnixEpoch).ToString() : null;
        return new TagListResponse(items, next, next is not null);
    }

    private sealed record TagPage(string? Behind, int Size);
}
