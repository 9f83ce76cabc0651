using Microsoft.Extensions.Configuration;
using Picora.Application.Abstractions;
using Picora.Application.Abstractions.Operations;
using Picora.Domain.Uploads.Contracts;
using Picora.Infrastructure.Operations.Moving;
using Picora.Infrastructure.Storage.Local;
using Picora.Infrastructure.Storage.Moving;
using Picora.Infrastructure.Storage.S3;
using Picora.Testing;
using Picora.Testing.Faults;

namespace Picora.Infrastructure.IntegrationTests.Storage;

/// <summary>Whichever call to either store fails in a move, before or after it took effect, the next run brings everything to its end.</summary>
[TestFixture(TestStore.Folder, TestStore.Folder)]
[TestFixture(TestStore.Folder, TestStore.S3)]
[TestFixture(TestStore.S3, TestStore.Folder)]
internal sealed class FailingMoveTests(string from, string to)
{
    private const int MostCalls = 100;

    // Over the network, as few as will do.
    private readonly int objects = from == to ? 2 : 1;
    private readonly DiskFlusher flusher = new(1);
    private readonly List<IDisposable> opened = [];
    private string root = null!;

    [SetUp]
    public void Start()
    {
        Assume.That(from == TestStore.Folder && to == TestStore.Folder ? null : S3Server.Missing, Is.Null);
        root = Directory.CreateTempSubdirectory("picora-failing-").FullName;
    }

    [TearDown]
    public void Stop()
    {
        opened.ForEach(storage => storage.Dispose());
        opened.Clear();
        Directory.Delete(root, recursive: true);
    }

    [OneTimeTearDown]
    public void StopFlusher() => flusher.Dispose();

    [TestCase(false)]
    [TestCase(true)]
    public async Task Whatever_call_fails_nothing_is_lost_and_the_next_run_ends_the_move(bool after)
    {
        var (source, target) = (await OpenAsync(from), await OpenAsync(to));
        var failed = new List<string>();
        for (var call = 1; call <= MostCalls; call++)
        {
            var faults = new StorageFaults { IsThorough = true };
            await MoveWithFailureAsync(source, target, faults, call, after);
            if (faults.Failed is not { } name)
            {
                break;
            }

            failed.Add(name);
        }

        await TestContext.Out.WriteLineAsync(string.Join(", ", failed));
        // Each object is looked at, read, written, read again, compared and removed.
        failed.Count.ShouldBeInRange(objects * 6, MostCalls - 1);
    }

    private async Task<IObjectStorage> OpenAsync(string kind)
    {
        if (kind == TestStore.Folder)
        {
            return new LocalObjectStorage(Directory.CreateDirectory(Path.Combine(root, $"store{Guid.NewGuid():N}")).FullName, flusher);
        }

        var server = await S3Server.SharedAsync();
        var storage = new S3ObjectStorage(server.OptionsOf(await server.CreateBucketAsync()));
        opened.Add(storage);
        return storage;
    }

    private async Task MoveWithFailureAsync(IObjectStorage source, IObjectStorage target, StorageFaults faults, int call, bool after)
    {
        var keys = Enumerable.Range(0, objects).Select(_ => ObjectKey.NewOriginal()).ToList();
        foreach (var key in keys)
        {
            await source.PutAsync(key, new MemoryStream([1, 2, 3]), CancellationToken.None);
        }

        var data = new DataFolder(new ConfigurationBuilder().AddInMemoryCollection([new(DataFolder.Setting, root)]).Build());
        faults.Arm(call, after);
        await TryAsync(() => MoveAsync(data, new FaultyStorage(target, faults), new FaultyStorage(source, faults)));
        var failed = faults.Failed;
        await MoveAsync(data, target, source);

        (await source.ListAsync(string.Empty, CancellationToken.None).AnyAsync()).ShouldBeFalse(failed);
        (await target.ListAsync(string.Empty, CancellationToken.None).Select(stored => stored.Key).ToListAsync()).ShouldBe(keys, ignoreOrder: true, failed);
        (await target.ListUnfinishedAsync(string.Empty, CancellationToken.None).AnyAsync()).ShouldBeFalse(failed);
        foreach (var key in keys)
        {
            await target.DeleteAsync(key, CancellationToken.None);
        }
    }

    private static async Task MoveAsync(DataFolder data, IObjectStorage target, IObjectStorage source)
    {
        using var inFlight = InFlight.Begin(data)!;
        var mover = new ObjectMover(new MovingStorage(target, source), inFlight, _ => Task.FromResult(ObjectNeed.Referred), new Progress<OperationProgress>());
        foreach (var key in inFlight.Left())
        {
            await mover.RecoverAsync(key, CancellationToken.None);
        }

        var all = await source.ListAsync(string.Empty, CancellationToken.None).ToListAsync();
        foreach (var stored in all)
        {
            await mover.CopyAsync(stored, CancellationToken.None);
        }

        foreach (var stored in all)
        {
            await mover.RemoveAsync(stored, CancellationToken.None);
        }
    }

    private static async Task TryAsync(Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (IOException)
        {
            // What the test is about.
        }
    }
}
