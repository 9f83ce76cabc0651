using Picora.Application.Abstractions;
using Picora.Domain.Uploads.Contracts;
using Picora.Infrastructure.Storage.Local;

namespace Picora.Infrastructure.IntegrationTests.Storage;

[TestFixture]
internal sealed class LocalObjectStorageTests : ObjectStorageContract
{
    private string root = null!;
    private DiskFlusher flusher = null!;
    private LocalObjectStorage storage = null!;

    protected override IObjectStorage Storage => storage;

    [OneTimeSetUp]
    public void Start()
    {
        root = Directory.CreateTempSubdirectory("picora-storage-").FullName;
        flusher = new DiskFlusher(4);
        storage = new LocalObjectStorage(root, flusher);
    }

    [OneTimeTearDown]
    public void Stop()
    {
        flusher.Dispose();
        Directory.Delete(root, recursive: true);
    }

    [Test]
    public async Task A_crash_in_the_middle_of_a_put_is_cleared_by_deleting_the_key()
    {
        var key = ObjectKey.NewOriginal();
        var part = storage.PathOf(key) + ".part";
        Directory.CreateDirectory(Path.GetDirectoryName(part)!);
        await File.WriteAllBytesAsync(part, Bytes(100));

        (await storage.OpenAsync(key, CancellationToken.None)).ShouldBeNull();
        (await storage.ListAsync(ObjectKey.OriginalsFolder, CancellationToken.None).AnyAsync(stored => stored.Key == key)).ShouldBeFalse();
        (await storage.ListUnfinishedAsync(ObjectKey.OriginalsFolder, CancellationToken.None).Select(stored => stored.Key).ToListAsync()).ShouldBe([key]);
        await storage.DeleteAsync(key, CancellationToken.None);

        File.Exists(part).ShouldBeFalse();
        (await storage.ListUnfinishedAsync(ObjectKey.OriginalsFolder, CancellationToken.None).AnyAsync()).ShouldBeFalse();
    }

    [Test]
    public async Task A_full_or_read_only_disk_is_an_io_failure_that_leaves_nothing()
    {
        var file = Path.Combine(root, "blocked");
        await File.WriteAllTextAsync(file, "a file where a folder should be");
        var blocked = new LocalObjectStorage(file, flusher);

        await Should.ThrowAsync<IOException>(() => blocked.PutAsync(ObjectKey.NewOriginal(), new MemoryStream(Bytes(10)), CancellationToken.None));
    }
}
