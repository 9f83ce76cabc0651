using System.Diagnostics;
using Picora.Application.Abstractions;
using Picora.Application.Abstractions.Operations;
using Picora.Domain;
using Picora.Domain.Uploads.Contracts;

namespace Picora.Infrastructure.Storage.Doctor;

internal sealed class StorageDoctor(IObjectStorage storage) : IStorageDoctor
{
    private const int SmallBytes = 100_000;

    private readonly byte[] content = Pattern(SmallBytes);
    private readonly ObjectKey small = NewKey();
    private readonly ObjectKey large = NewKey();
    private readonly ObjectKey grown = NewKey();

    public async Task<StorageReport> ExamineAsync(CancellationToken cancellationToken)
    {
        var checks = new List<StorageCheck>();
        var trials = storage as IStoreTrials;
        StorageTrial[] all = [.. Usual(), .. Growing(), .. trials?.Trials ?? [], .. Ending()];
        foreach (var trial in all)
        {
            checks.Add(await TryAsync(trial, cancellationToken));
        }

        return new StorageReport(trials?.Description ?? "a folder of this machine", checks);
    }

    private static ObjectKey NewKey() => ObjectKey.Parse($"{ObjectKey.HealthFolder}doctor{NanoId.New()}");

    private static byte[] Pattern(int length)
    {
        var bytes = new byte[length];
        for (var i = 0; i < length; i++)
        {
            bytes[i] = (byte)((i * 7) + (i >> 8));
        }

        return bytes;
    }

    private static async Task<StorageCheck> TryAsync(StorageTrial trial, CancellationToken cancellationToken)
    {
        var began = Stopwatch.GetTimestamp();
        try
        {
            var quirk = await trial.RunAsync(cancellationToken);
            return new StorageCheck(trial.Operation, Ok: true, Stopwatch.GetElapsedTime(began).TotalMilliseconds, quirk, Fault: null);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            // Whatever one operation meets, the others are still worth trying.
            return new StorageCheck(trial.Operation, Ok: false, Stopwatch.GetElapsedTime(began).TotalMilliseconds, Quirk: null, exception.Message);
        }
    }

    private static void Demand(bool holds, string what)
    {
        if (!holds)
        {
            throw new InvalidDataException(what);
        }
    }

    private IEnumerable<StorageTrial> Usual() =>
    [
        new("write an object", async token =>
        {
            Demand(await storage.PutAsync(small, new MemoryStream(content), token) == SmallBytes, "it says that it wrote another number of bytes");
            return null;
        }),
        new("refuse to write it again", async token =>
        {
            Demand(!await SucceedsAsync(() => storage.PutAsync(small, new MemoryStream([1]), token)), "an object was overwritten");
            return null;
        }),
        new("tell its size", async token =>
        {
            Demand(await storage.StatAsync(small, token) == SmallBytes, "it tells another size");
            return null;
        }),
        new("read it", async token =>
        {
            Demand((await ReadAsync(small, 0, token)).AsSpan().SequenceEqual(content), "other bytes came back");
            return null;
        }),
        new("read from its middle", async token =>
        {
            Demand((await ReadAsync(small, 50_000, token)).AsSpan().SequenceEqual(content.AsSpan(50_000)), "other bytes came back");
            return null;
        }),
        new("list it", async token =>
        {
            Demand(await storage.ListAsync(ObjectKey.HealthFolder, token).AnyAsync(one => one.Key == small && one.Size == SmallBytes, token), "it is not in the list");
            return null;
        }),
    ];

    private IEnumerable<StorageTrial> Growing() =>
    [
        new("write a large object", async token =>
        {
            await using var body = new RepeatedStream(content, 200);
            Demand(await storage.PutAsync(large, body, token) == 200L * SmallBytes, "it says that it wrote another number of bytes");
            Demand((await ReadAsync(large, 199L * SmallBytes, token)).AsSpan().SequenceEqual(content), "other bytes came back");
            return null;
        }),
        new("let an object grow, and grow on after a pause", async token =>
        {
            if (storage is not IObjectAppending appending)
            {
                return "The store cannot; uploads over several requests do not work.";
            }

            await AppendAsync(appending, 0, content.AsMemory(0, 60_000), publish: false, token);
            await AppendAsync(appending, 60_000, content.AsMemory(60_000), publish: true, token);
            Demand((await ReadAsync(grown, 0, token)).AsSpan().SequenceEqual(content), "other bytes came back");
            return null;
        }),
    ];

    private IEnumerable<StorageTrial> Ending() =>
    [
        new("delete", async token =>
        {
            foreach (var key in (ObjectKey[])[small, large, grown])
            {
                await storage.DeleteAsync(key, token);
                Demand(await storage.StatAsync(key, token) is null, "a deleted object is still there");
            }

            return null;
        }),
        new("delete what is not there", async token =>
        {
            await storage.DeleteAsync(small, token);
            return null;
        }),
    ];

    private async Task AppendAsync(IObjectAppending appending, long at, ReadOnlyMemory<byte> bytes, bool publish, CancellationToken cancellationToken)
    {
        await using var target = await appending.OpenForAppendAsync(grown, at, cancellationToken) ?? throw new IOException("Somebody else has the object.");
        Demand(target.Length == at, "what was made durable is not there");
        await target.AppendAsync(bytes, cancellationToken);
        await target.FlushAsync();
        Demand(!publish || await target.PublishAsync(), "it cannot be published");
    }

    private async Task<byte[]> ReadAsync(ObjectKey key, long from, CancellationToken cancellationToken)
    {
        await using var stream = await storage.OpenAsync(key, cancellationToken) ?? throw new IOException("The object is not there.");
        stream.Position = from;
        using var copy = new MemoryStream();
        await stream.CopyToAsync(copy, cancellationToken);
        return copy.ToArray();
    }

    private static async Task<bool> SucceedsAsync(Func<Task> action)
    {
        try
        {
            await action();
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    private sealed class RepeatedStream(byte[] block, int times) : ForwardStream
    {
        private long position;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var at = (int)(position % block.Length);
            var read = position < (long)block.Length * times ? Math.Min(buffer.Length, block.Length - at) : 0;
            block.AsMemory(at, read).CopyTo(buffer);
            position += read;
            return ValueTask.FromResult(read);
        }
    }
}
