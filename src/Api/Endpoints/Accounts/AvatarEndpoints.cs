using System.Globalization;
using MediatR;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using Picora.Api.Documentation;
using Picora.Api.Http;
using Picora.Application.Accounts;
using Picora.Application.RateLimits.Contracts;

namespace Picora.Api.Endpoints.Accounts;

/// <summary>Pictures of people (contract section 17).</summary>
internal sealed class AvatarEndpoints : IEndpointGroup
{
    private const string WebP = "image/webp";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/v1/user/me/avatar", UploadAsync).WithTags("user").WithName("uploadAvatar").WithSummary("Upload a picture of oneself")
            .WithDescription("A JPEG, PNG, WebP or GIF of 2 MB at most. It is made anew as a square WebP; the file itself is not kept.")
            .Sends<UploadAvatar>(RateTier.Mutation).TakesForm(AccountExamples.AvatarForm).Answers(AccountExamples.UploadedAvatar)
            .Fails("IMAGE_TOO_MANY_PIXELS", "IMAGE_WORKER_BUSY", "IMAGE_WORKER_CRASHED", "IMAGE_WORKER_TIMEOUT", "IMAGE_WORKER_MEMORY", "STORAGE_UNAVAILABLE");
        routes.MapGet("/v1/user/avatar/{id}", GetAsync).WithTags("user").WithName("readAvatar").WithSummary("Read a person's picture")
            .Sends<GetAvatar>(RateTier.Read).AnswersFile(WebP).Fails("NOT_FOUND");
    }

    private static async Task<IResult> UploadAsync(HttpContext context, ISender sender, IOptions<AccountsOptions> options, CancellationToken cancellationToken) =>
        (await sender.Send(new UploadAvatar(new MultipartBody(context, options.Value.AvatarBytes)), cancellationToken)).ToEnvelope();

    private static async Task<IResult> GetAsync(string id, HttpResponse response, ISender sender, CancellationToken cancellationToken)
    {
        var found = await sender.Send(new GetAvatar(id), cancellationToken);
        return found.IsSuccess ? ToAnswer(found.Value, response.Headers) : found.Error.ToAnswer();
    }

    private static IResult ToAnswer(AvatarFile avatar, IHeaderDictionary headers)
    {
        headers.CacheControl = "public, max-age=3600";
        headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        headers["Cross-Origin-Resource-Policy"] = "cross-origin";
        var tag = avatar.UpdatedAt.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        return Results.Bytes(avatar.Content, WebP, lastModified: avatar.UpdatedAt, entityTag: new EntityTagHeaderValue($"\"{tag}\""));
    }
}
