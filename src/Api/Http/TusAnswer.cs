using System.Globalization;
using Picora.Application.Uploads.Sessions;
using Picora.Domain;

namespace Picora.Api.Http;

/// <summary>Answers of the tus protocol: headers, and no body.</summary>
internal sealed class TusAnswer(int status, TusProgress progress) : IResult
{
    public static IResult Of(Result<TusProgress> result, int status) =>
        result.IsSuccess ? new TusAnswer(status, result.Value) : result.Error.ToAnswer();

    public static IResult Of(Result<TusCapabilities> result) =>
        result.IsSuccess ? new Described(result.Value) : result.Error.ToAnswer();

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = status;
        response.Headers["Upload-Expires"] = progress.ExpiresAt.ToString("R", CultureInfo.InvariantCulture);
        switch (status)
        {
            case StatusCodes.Status201Created:
                response.Headers.Location = $"/v1/uploads/{progress.Id}";
                break;
            case StatusCodes.Status200OK:
                response.Headers["Upload-Length"] = progress.Length.ToString(CultureInfo.InvariantCulture);
                SetMetadata(response);
                break;
        }

        if (status != StatusCodes.Status201Created || progress.TookBytes)
        {
            response.Headers["Upload-Offset"] = progress.Offset.ToString(CultureInfo.InvariantCulture);
        }

        SetResource(response);
        return Task.CompletedTask;
    }

    private void SetMetadata(HttpResponse response)
    {
        if (progress.Metadata.Length > 0)
        {
            response.Headers["Upload-Metadata"] = progress.Metadata;
        }
    }

    private void SetResource(HttpResponse response)
    {
        if (progress.Arrived is not { } arrived)
        {
            return;
        }

        response.Headers.Remove("Upload-Expires");
        response.Headers["X-Picora-Resource-Id"] = arrived.Item.Id;
        response.Headers["X-Picora-Resource-Type"] = arrived.Item.Type;
        if ((arrived.Item.Url ?? arrived.Item.PlaybackUrl) is { } url)
        {
            response.Headers["X-Picora-Resource-Url"] = url;
        }

        if (arrived.Duplicate)
        {
            DuplicateHeader.Set(response);
        }
    }

    private sealed class Described(TusCapabilities capabilities) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            var headers = httpContext.Response.Headers;
            httpContext.Response.StatusCode = StatusCodes.Status204NoContent;
            headers["Tus-Version"] = capabilities.Version;
            headers["Tus-Extension"] = capabilities.Extensions;
            headers["Tus-Max-Size"] = capabilities.MaxBytes.ToString(CultureInfo.InvariantCulture);
            headers["Tus-Checksum-Algorithm"] = capabilities.ChecksumAlgorithms;
            return Task.CompletedTask;
        }
    }
}
