using System.ComponentModel;
using System.Text.Json.Serialization;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Picora.Api.Documentation;
using Picora.Api.Http;
using Picora.Api.Http.Delivery;
using Picora.Application.Media.Archives;
using Picora.Application.Media.Collections;
using Picora.Application.Media.Tags;
using Picora.Application.RateLimits.Contracts;

namespace Picora.Api.Endpoints.Media;

/// <summary>What keeps a library of pictures in order: tags, moves between collections, downloads of many.</summary>
internal sealed class LibraryEndpoints : IEndpointGroup
{
    private const string Download = """
        1 to 1,000 ids; those that are not the caller's are left out. The files are as they were sent, under their own names. The answer is
        made while it is sent: a file that is deleted meanwhile is missing from it.
        """;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var images = routes.MapGroup("/v1/images").WithTags("images");
        images.MapPost("/batch-move", MoveAsync).WithName("moveImages").WithSummary("Put images into a collection, or take them out of theirs")
            .WithDescription("1 to 50 ids; those that are not the caller's are passed over. They come to the collection's end, in the given order.")
            .Sends<MoveImages>(RateTier.Mutation).Takes(LibraryExamples.Move, "ids").Answers(LibraryExamples.Moved).Fails("NOT_FOUND");
        images.MapPost("/download", DownloadAsync).WithName("downloadImages").WithSummary("Download several images as one ZIP file").WithDescription(Download)
            .Sends<DownloadImages>(RateTier.Read).Takes(ImageExamples.Ids, "ids").AnswersFile(ArchiveAnswer.ContentType).Fails("NOT_FOUND", "STORAGE_UNAVAILABLE");
        images.MapGet("/tags", ListTagsAsync).WithName("listTags").WithSummary("List the tags of the images, by name, with how many have them")
            .Sends<ListTags>(RateTier.Read).Answers(LibraryExamples.Tags).Fails("VALIDATION_ERROR");
        images.MapPost("/tags/rename", RenameTagAsync).WithName("renameTag").WithSummary("Rename a tag on all images")
            .WithDescription("With the name of another tag, the two become one.")
            .Sends<RenameTag>(RateTier.Mutation).Takes(LibraryExamples.Rename, "from", "to").Answers(LibraryExamples.Changed);
        images.MapDelete("/tags", DeleteTagAsync).WithName("deleteTag").WithSummary("Take a tag off all images").WithDescription("The images stay.")
            .Sends<DeleteTag>(RateTier.Mutation).Takes(LibraryExamples.Tag, "name").Answers(LibraryExamples.Changed);
    }

    private static async Task<IResult> MoveAsync(ImageMove body, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(new MoveImages(body.Ids, body.Target), cancellationToken)).ToEnvelope();

    private static async Task<IResult> DownloadAsync(ImageIds body, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(new DownloadImages(body.Ids), cancellationToken)).ToArchive();

    private static async Task<IResult> ListTagsAsync([AsParameters] PageQuery page, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(new ListTags(page.Cursor, page.Limit), cancellationToken)).ToEnvelope();

    private static async Task<IResult> RenameTagAsync(TagRename body, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(new RenameTag(body.From, body.To), cancellationToken)).ToEnvelope();

    private static async Task<IResult> DeleteTagAsync([FromBody] TagName body, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(new DeleteTag(body.Name), cancellationToken)).ToEnvelope();
}

/// <summary>What every list takes.</summary>
internal sealed record PageQuery(
    [property: Description("`nextCursor` of the page before; empty or absent: the first page.")] string? Cursor,
    [property: Description("1 to 50, 20 by default; a larger number counts as 50.")] string? Limit);

internal sealed record ImageMove(IReadOnlyList<string>? Ids)
{
    /// <summary>Null when the body does not speak of it, which is not the same as null in the body.</summary>
    [JsonIgnore]
    public MoveTarget? Target { get; private init; }

    [Description("The collection; null takes the images out of theirs. Must be given.")]
    public string? KbId
    {
        get => Target?.KbId;
        init => Target = new MoveTarget(string.IsNullOrEmpty(value) ? null : value);
    }
}

internal sealed record TagRename(string? From, string? To);

internal sealed record TagName(string? Name);
