using System.ComponentModel;
using MediatR;
using Picora.Api.Documentation;
using Picora.Api.Http;
using Picora.Application.Media.Collections;
using Picora.Application.RateLimits.Contracts;

namespace Picora.Api.Endpoints.Pichr;

/// <summary>Albums on the Pichr-compatible surface (contract section 23): collections of the type <c>photo_album</c>.</summary>
internal sealed class PichrAlbumEndpoints : IEndpointGroup
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var albums = routes.MapGroup("/api/v1/albums").WithTags("pichr");
        albums.MapPost("/", CreateAsync).WithName("pichrCreateAlbum").WithSummary("Create an album")
            .Sends<CreateCollection>(RateTier.Mutation).Takes(PichrExamples.NewAlbum, "title").AnswersBare(PichrExamples.Album, StatusCodes.Status201Created).Fails("COLLECTION_LIMIT_REACHED");
        albums.MapGet("/", ListAsync).WithName("pichrListAlbums").WithSummary("List albums, the latest changed first")
            .Sends<ListCollections>(RateTier.Read).AnswersBare(PichrExamples.Albums).Fails("VALIDATION_ERROR");
        albums.MapGet("/{id}", GetAsync).WithName("pichrGetAlbum").WithSummary("Read one album")
            .Sends<GetCollection>(RateTier.Read).AnswersBare(PichrExamples.Album).Fails("NOT_FOUND");
        albums.MapPatch("/{id}", UpdateAsync).WithName("pichrUpdateAlbum").WithSummary("Change an album's title, description or cover")
            .Sends<UpdateCollection>(RateTier.Mutation).Takes(PichrExamples.AlbumPatch).AnswersBare(PichrExamples.Album).Fails("NOT_FOUND");
        albums.MapDelete("/{id}", DeleteAsync).WithName("pichrDeleteAlbum").WithSummary("Delete an album")
            .WithDescription("One that holds files stays, unless `cascade` is true: then its files are deleted, too, which needs `images:delete`.")
            .Sends<DeleteCollection>(RateTier.Mutation).AnswersBare(PichrExamples.AlbumDeleted).Fails("NOT_FOUND", "KB_NOT_EMPTY");
        albums.MapPost("/{id}/files", AddAsync).WithName("pichrAddAlbumFiles").WithSummary("Put files into an album").WithDescription("A file is in one album at most.")
            .Sends<MoveImages>(RateTier.Mutation).Takes(PichrExamples.AlbumFiles, "fileIds").AnswersBare(PichrExamples.Moved).Fails("NOT_FOUND");
        albums.MapDelete("/{id}/files/{fileId}", RemoveAsync).WithName("pichrRemoveAlbumFile").WithSummary("Take a file out of an album")
            .Sends<MoveImages>(RateTier.Mutation).AnswersBare(PichrExamples.Moved).Fails("NOT_FOUND");
    }

    private static async Task<IResult> CreateAsync(PichrNewAlbum body, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(body.ToRequest(), cancellationToken)).Map(PichrAlbum.Of).ToBare(StatusCodes.Status201Created);

    private static async Task<IResult> ListAsync(
        [Description("`nextCursor` of the page before.")] string? cursor, [Description("1 to 50, 20 by default.")] string? limit, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(new ListCollections("photo_album", null, null, null, cursor, limit), cancellationToken)).Map(PichrAlbums.Of).ToBare();

    private static async Task<IResult> GetAsync(string id, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(new GetCollection(id), cancellationToken)).Map(PichrAlbum.Of).ToBare();

    private static async Task<IResult> UpdateAsync(string id, PichrAlbumPatch body, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(body.ToRequest(id), cancellationToken)).Map(PichrAlbum.Of).ToBare();

    private static async Task<IResult> DeleteAsync(
        string id, [Description("Whether its files are deleted, too.")] bool? cascade, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(new DeleteCollection(id, cascade == true), cancellationToken)).Map(deleted => PichrDeleted.Of(deleted.Id)).ToBare();

    private static async Task<IResult> AddAsync(string id, PichrAlbumFiles body, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(body.ToRequest(id), cancellationToken)).Map(moved => new PichrMoved(moved.Moved)).ToBare();

    private static async Task<IResult> RemoveAsync(string id, string fileId, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(new MoveImages([PichrIds.ReadFile(fileId)], new MoveTarget(null)) { From = id }, cancellationToken)).Map(moved => new PichrMoved(moved.Moved)).ToBare();
}
