using MediatR;
using Picora.Application.Abstractions;
using Picora.Application.Pipeline;
using Picora.Application.Uploads.Contracts;
using Picora.Domain;
using Picora.Domain.Accounts.Contracts;

namespace Picora.Application.Media.Videos;

/// <summary>Takes a video in, to be converted afterwards. The same bytes of the same owner give the video that is there already.</summary>
[RequireScope(Scope.VideosWrite)]
public sealed record UploadVideo(IUploadBody Body) : IRequest<Result<UploadedVideo>>;

/// <param name="Duplicate">Whether the video was there already; nothing was stored or charged then.</param>
public sealed record UploadedVideo(AcceptedVideo Video, bool Duplicate) : IUploadOutcome
{
    bool IUploadOutcome.Kept => !Duplicate;
}

internal sealed class UploadVideoHandler(IUploadIntake intake, VideoArrival arrival, VideoOrders orders, IMediaProbe probe)
    : IRequestHandler<UploadVideo, Result<UploadedVideo>>
{
    public async Task<Result<UploadedVideo>> Handle(UploadVideo request, CancellationToken cancellationToken)
    {
        var part = await request.Body.OpenFileAsync(cancellationToken);
        if (!part.IsSuccess)
        {
            return part.Error;
        }

        // Before the file is read: whoever may not send one need not.
        var order = orders.New(part.Value.LeastBytes);
        return (order.Error ?? await probe.CheckAsync(cancellationToken)) is { } refusal
            ? refusal
            : await intake.TakeInAsync(
                order.Value, part.Value.Content, (upload, token) => CompleteAsync(request.Body, part.Value.FileName, upload, token), cancellationToken);
    }

    private async Task<Result<UploadedVideo>> CompleteAsync(IUploadBody body, string? fileName, ReceivedUpload upload, CancellationToken cancellationToken)
    {
        var form = await body.ReadFieldsAsync(cancellationToken);
        var fields = form.Bind(ImageFields.Parse);
        var taken = fields.IsSuccess ? await arrival.TakeAsync(upload, fileName, fields.Value, cancellationToken) : fields.Error;
        return taken.Map(video => new UploadedVideo(VideoViews.ShowAccepted(video.Row), video.Duplicate));
    }
}
