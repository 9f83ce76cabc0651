using Picora.Application.Abstractions;
using Picora.Application.Media.Arrivals;
using Picora.Application.Uploads.Contracts;
using Picora.Domain;
using Picora.Testing.Imaging;

namespace Picora.Infrastructure.IntegrationTests.Persistence.SqlServer;

/// <summary>The ways in for media of every kind.</summary>
internal static class ArrivalScenarios
{
    private static readonly Lazy<byte[]> Picture = new(() => Pictures.Png(8, 8));

    public static IReadOnlyList<Scenario> All =>
    [
        Scenarios.Send(() => new UploadMedium(new Scenarios.SmallUpload(Picture.Value, declared: true))),
        Scenarios.Send(() => new UploadMedia(new TwoFiles())),
        Scenarios.Send(() => new ImportMedium("http://example.org/small.png", null, null, null, null, null, null)),
    ];

    /// <summary>Other people's servers, all with one picture.</summary>
    internal sealed class Web : IRemoteFiles
    {
        public Task<Result<RemoteFile>> OpenAsync(string url, CancellationToken cancellationToken) =>
            Task.FromResult<Result<RemoteFile>>(new RemoteFile(new MemoryStream(Picture.Value), () => { }));
    }

    private sealed class TwoFiles : IUploadFiles
    {
        private int opened;

        public Task<Result<UploadPart?>> NextAsync(CancellationToken cancellationToken) => Task.FromResult<Result<UploadPart?>>(
            ++opened > 2 ? (UploadPart?)null : new UploadPart(new MemoryStream(Picture.Value), "small.png", null));
    }
}
