using MediatR;
using Microsoft.Extensions.DependencyInjection;
using Picora.Application.Abstractions;
using Picora.Application.Media.Contracts;
using Picora.Application.Uploads.Sessions;
using Picora.Domain;
using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Uploads.Contracts;

namespace Picora.Infrastructure.IntegrationTests.Persistence.SqlServer;

/// <summary>Uploads over several requests.</summary>
internal static class UploadScenarios
{
    private const string Id = Scenarios.Id;
    private const string Expires = "32503680000";

    // "filetype image/png".
    private static readonly TusHeaders Creation = new() { Resumable = "1.0.0", Length = "10", Metadata = "filetype aW1hZ2UvcG5n" };
    private static readonly TusHeaders Bytes = new() { Resumable = "1.0.0", Offset = "1", ContentType = "application/offset+octet-stream" };

    public static readonly IReadOnlyList<Scenario> All =
    [
        Scenarios.Send(() => new DescribeTus()),
        Scenarios.Send(() => new CreateTusUpload(Creation, Stream.Null)),
        Scenarios.Send(() => new CreateTusUpload(Creation with { ContentType = Bytes.ContentType }, new MemoryStream(new byte[10]))),
        Scenarios.Send(() => new CreateTusUpload(Creation with { ContentType = Bytes.ContentType }, new MemoryStream(new byte[5]))),
        Scenarios.Send(() => new GetTusUpload(Id, Bytes)),
        Scenarios.Send(() => new AppendTusUpload(Id, Bytes, Stream.Null)),
        Scenarios.Send(() => new DeleteTusUpload(Id, Bytes)),
        Scenarios.Send(() => new PresignUpload("photo.png", "image/png", 10, null)),
        Scenarios.Send(() => new ReceiveDirectUpload(Id, new MemoryStream(new byte[1]), 1)),
        new("ReceiveSignedUpload with its signature", typeof(ReceiveSignedUpload), SendSignedAsync),
        Scenarios.Send(() => new FinalizeUpload(Id)),
        new("what is there already", null, FindTwinsAsync),
    ];

    private static Task<Result<DirectUpload>> SendSignedAsync(IServiceProvider services)
    {
        var signature = services.GetRequiredService<IUrlSigner>().Sign($"picora-put-1\n{Id}\n{Expires}");
        return services.GetRequiredService<ISender>().Send(new ReceiveSignedUpload(Id, Expires, signature, new MemoryStream(new byte[1]), null));
    }

    private static async Task FindTwinsAsync(IServiceProvider services)
    {
        foreach (var arrival in services.GetServices<IMediaArrival>())
        {
            await arrival.FindAsync(new UserId(Id), Id, ContentHash.Parse(new string('a', ContentHash.Length))!.Value, CancellationToken.None);
        }
    }
}
