using Microsoft.Extensions.Configuration;
using Picora.Application.Abstractions;
using Picora.Application.Abstractions.Operations;
using Picora.Domain.Uploads.Contracts;
using Picora.Infrastructure.Operations.Moving;
using Picora.Infrastructure.Storage.Local;
using Picora.Infrastructure.Storage.Moving;

namespace Picora.Infrastructure.IntegrationTests.Storage;

/// <summary>Whichever call to either store fails in a move, the next run brings everything to its end.</summary>
[TestFixture]
internal sealed class FailingMoveTests
{
    private const int Objects = 2;
    private const int MostCalls = 100;

    [Test]
    public async Task Whatever_call_fails_nothing_is_lost_and_the_next_run_ends_the_move()
    {
        var failed = 0;
        for (var number = 1; number <= MostCalls; number++)
        {
            var call = new FailingCall(number);
            await MoveWithFailureAsync(call);
            failed += call.HasFailed ? 1 : 0;
            if (!call.HasFailed)
            {
                break;
            }
        }

        // Each object is looked at, read, written, read again, compared and removed.
        failed.ShouldBeInRange(Objects * 6, MostCalls - 1);
    }

    private static async Task MoveWithFailureAsync(FailingCall call)
    {
        var root = Directory.CreateTempSubdirectory("picora-failing-").FullName;
        using var flusher = new DiskFlusher(1);
        try
        {
            var target = new LocalObjectStorage(Directory.CreateDirectory(Path.Combine(root, "target")).FullName, flusher);
            var source = new LocalObjectStorage(Directory.CreateDirectory(Path.Combine(root, "source")).FullName, flusher);
            var keys = Enumerable.Range(0, Objects).Select(_ => ObjectKey.NewOriginal()).ToList();
            foreach (var key in keys)
            {
                await source.PutAsync(key, new MemoryStream([1, 2, 3]), CancellationToken.None);
            }

            var data = new DataFolder(new ConfigurationBuilder().AddInMemoryCollection([new(DataFolder.Setting, root)]).Build());
            await TryAsync(() => MoveAsync(data, new FailingStorage(target, call), new FailingStorage(source, call)));
            await MoveAsync(data, target, source);

            (await source.ListAsync(string.Empty, CancellationToken.None).AnyAsync()).ShouldBeFalse();
            (await target.ListAsync(string.Empty, CancellationToken.None).Select(stored => stored.Key).ToListAsync()).ShouldBe(keys, ignoreOrder: true);
            (await target.ListUnfinishedAsync(string.Empty, CancellationToken.None).AnyAsync()).ShouldBeFalse();
        }
        finally
        {
            Directory.Delete(root, recursive: true);
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

        var objects = await source.ListAsync(string.Empty, CancellationToken.None).ToListAsync();
        foreach (var stored in objects)
        {
            await mover.CopyAsync(stored, CancellationToken.None);
        }

        foreach (var stored in objects)
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
