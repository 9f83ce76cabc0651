using Picora.Application.Abstractions;
using Picora.Infrastructure.Storage.Local;

namespace Picora.Infrastructure.IntegrationTests.Storage;

[TestFixture]
internal sealed class LocalAppendingTests : ObjectAppendingContract
{
    private string root = null!;
    private DiskFlusher flusher = null!;

    protected override (IObjectAppending One, IObjectAppending Other) Nodes =>
        (new LocalObjectStorage(root, flusher), new LocalObjectStorage(root, flusher));

    [OneTimeSetUp]
    public void Start()
    {
        root = Directory.CreateTempSubdirectory("picora-appending-").FullName;
        flusher = new DiskFlusher(2);
    }

    [OneTimeTearDown]
    public void Stop()
    {
        flusher.Dispose();
        Directory.Delete(root, recursive: true);
    }
}
