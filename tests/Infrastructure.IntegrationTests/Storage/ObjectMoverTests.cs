using Microsoft.Extensions.Configuration;
using Picora.Application.Abstractions.Operations;
using Picora.Domain.Uploads.Contracts;
using Picora.Infrastructure.Operations.Moving;
using Picora.Infrastructure.Storage.Local;
using Picora.Infrastructure.Storage.Moving;

namespace Picora.Infrastructure.IntegrationTests.Storage;

/// <summary>One object's way from one store to another, with somebody in between.</summary>
[TestFixture]
internal sealed class ObjectMoverTests
{
    private string root = null!;
    private DiskFlusher flusher = null!;
    private InFlight inFlight = null!;
    private LocalObjectStorage target = null!;
    private LocalObjectStorage source = null!;
    private ObjectMover mover = null!;
    private ObjectNeed need;

    [SetUp]
    public void Start()
    {
        root = Directory.CreateTempSubdirectory("picora-mover-").FullName;
        flusher = new DiskFlusher(1);
        target = new LocalObjectStorage(Directory.CreateDirectory(Path.Combine(root, "target")).FullName, flusher);
        source = new LocalObjectStorage(Directory.CreateDirectory(Path.Combine(root, "source")).FullName, flusher);
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new(DataFolder.Setting, root)]).Build();
        inFlight = InFlight.Begin(new DataFolder(configuration))!;
        need = ObjectNeed.None;
        mover = new ObjectMover(new MovingStorage(target, source), inFlight, _ => Task.FromResult(need), new Progress<OperationProgress>());
    }

    [TearDown]
    public void Stop()
    {
        inFlight.Dispose();
        flusher.Dispose();
        Directory.Delete(root, recursive: true);
    }

    [Test]
    public async Task An_object_is_copied_and_then_taken_away()
    {
        var stored = await PutAsync(1, 2, 3);

        await mover.CopyAsync(stored, CancellationToken.None);
        (await source.StatAsync(stored.Key, CancellationToken.None)).ShouldBe(3);
        await mover.RemoveAsync(stored, CancellationToken.None);

        (await source.StatAsync(stored.Key, CancellationToken.None)).ShouldBeNull();
        (await target.StatAsync(stored.Key, CancellationToken.None)).ShouldBe(3);
        mover.Findings.ShouldBeEmpty();
        inFlight.Left().ShouldBeEmpty();
    }

    [Test]
    public async Task What_differs_stays_where_it_is_and_is_named()
    {
        var stored = await PutAsync(1, 2, 3);
        await target.PutAsync(stored.Key, new MemoryStream([1, 2, 4]), CancellationToken.None);

        await mover.CopyAsync(stored, CancellationToken.None);
        await mover.RemoveAsync(stored, CancellationToken.None);

        (await source.StatAsync(stored.Key, CancellationToken.None)).ShouldBe(3);
        mover.Findings.ShouldHaveSingleItem().Kind.ShouldBe("conflict");
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task A_copy_of_what_was_deleted_while_the_move_was_ended_goes_unless_a_row_needs_it(bool needed)
    {
        need = needed ? ObjectNeed.Referred : ObjectNeed.None;
        var key = ObjectKey.NewOriginal();
        inFlight.Add(key);
        await target.PutAsync(key, new MemoryStream([1]), CancellationToken.None);

        await mover.RecoverAsync(inFlight.Left().Single(), CancellationToken.None);

        (await target.StatAsync(key, CancellationToken.None)).ShouldBe(needed ? 1 : null);
        inFlight.Left().ShouldBeEmpty();
    }

    private async Task<Application.Abstractions.StoredObject> PutAsync(params byte[] content)
    {
        var key = ObjectKey.NewOriginal();
        await source.PutAsync(key, new MemoryStream(content), CancellationToken.None);
        return await source.ListAsync(string.Empty, CancellationToken.None).SingleAsync(stored => stored.Key == key);
    }
}
