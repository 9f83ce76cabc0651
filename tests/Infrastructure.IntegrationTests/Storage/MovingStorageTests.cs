using Picora.Application.Abstractions;
using Picora.Domain.Uploads.Contracts;
using Picora.Infrastructure.Storage.Local;
using Picora.Infrastructure.Storage.Moving;

namespace Picora.Infrastructure.IntegrationTests.Storage;

/// <summary>Two folders while objects are moved from one to the other: as good a store as any.</summary>
[TestFixture]
internal sealed class MovingStorageTests : ObjectStorageContract
{
    private string root = null!;
    private DiskFlusher flusher = null!;
    private LocalObjectStorage target = null!;
    private LocalObjectStorage source = null!;
    private MovingStorage storage = null!;

    protected override IObjectStorage Storage => storage;

    [OneTimeSetUp]
    public void Start()
    {
        root = Directory.CreateTempSubdirectory("picora-moving-").FullName;
        flusher = new DiskFlusher(4);
        target = new LocalObjectStorage(Directory.CreateDirectory(Path.Combine(root, "target")).FullName, flusher);
        source = new LocalObjectStorage(Directory.CreateDirectory(Path.Combine(root, "source")).FullName, flusher);
        storage = new MovingStorage(target, source);
    }

    [OneTimeTearDown]
    public void Stop()
    {
        flusher.Dispose();
        Directory.Delete(root, recursive: true);
    }

    [Test]
    public async Task What_only_the_source_has_is_read_listed_and_deleted()
    {
        var (old, both) = (ObjectKey.NewOriginal(), ObjectKey.NewOriginal());
        await source.PutAsync(old, new MemoryStream([1, 2]), CancellationToken.None);
        await source.PutAsync(both, new MemoryStream([3]), CancellationToken.None);
        await target.PutAsync(both, new MemoryStream([3]), CancellationToken.None);

        (await storage.StatAsync(old, CancellationToken.None)).ShouldBe(2);
        await using (var content = await storage.OpenAsync(old, CancellationToken.None))
        {
            content!.Length.ShouldBe(2);
        }

        var keys = await storage.ListAsync(ObjectKey.OriginalsFolder, CancellationToken.None).Select(stored => stored.Key).ToListAsync();
        keys.Count(key => key == old).ShouldBe(1);
        keys.Count(key => key == both).ShouldBe(1);
        foreach (var key in (ObjectKey[])[old, both])
        {
            await storage.DeleteAsync(key, CancellationToken.None);
            (await source.StatAsync(key, CancellationToken.None)).ShouldBeNull();
            (await target.StatAsync(key, CancellationToken.None)).ShouldBeNull();
        }
    }

    [Test]
    public async Task An_upload_that_began_in_the_source_goes_on_there_and_a_new_one_begins_in_the_target()
    {
        var (old, fresh) = (ObjectKey.NewOriginal(), ObjectKey.NewOriginal());
        await using (var begun = await source.OpenForAppendAsync(old, 0, CancellationToken.None))
        {
            await begun!.AppendAsync(new byte[10], CancellationToken.None);
        }

        await using (var going = await storage.OpenForAppendAsync(old, 10, CancellationToken.None))
        {
            going!.Length.ShouldBe(10);
            (await going.PublishAsync()).ShouldBeTrue();
        }

        await using (var begun = await storage.OpenForAppendAsync(fresh, 0, CancellationToken.None))
        {
            await begun!.AppendAsync(new byte[5], CancellationToken.None);
            (await begun.PublishAsync()).ShouldBeTrue();
        }

        (await source.StatAsync(old, CancellationToken.None)).ShouldBe(10);
        (await target.StatAsync(fresh, CancellationToken.None)).ShouldBe(5);
        (await storage.ListUnfinishedAsync(ObjectKey.OriginalsFolder, CancellationToken.None).AnyAsync()).ShouldBeFalse();
    }
}
