using Picora.Application.Abstractions;
using Picora.Domain.Uploads.Contracts;

namespace Picora.Infrastructure.IntegrationTests.Storage;

/// <summary>What every store must do; one fixture per adapter runs it.</summary>
internal abstract class ObjectStorageContract
{
    protected abstract IObjectStorage Storage { get; }

    /// <summary>More bytes than the store takes in one piece, if it has pieces.</summary>
    protected const int Large = 11_000_000;

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(128 * 1024)]
    [TestCase((128 * 1024) + 1)]
    [TestCase(3_000_000)]
    [TestCase(5 * 1024 * 1024)]
    [TestCase(Large)]
    public async Task What_was_put_comes_back_byte_for_byte(int length)
    {
        var key = ObjectKey.NewOriginal();
        var content = Bytes(length);

        (await Storage.PutAsync(key, new OneWayStream(content), CancellationToken.None)).ShouldBe(length);

        (await ReadAsync(key)).ShouldBe(content);
        (await Storage.StatAsync(key, CancellationToken.None)).ShouldBe(length);
    }

    [TestCase(20)]
    [TestCase(Large)]
    public async Task A_key_is_written_once(int length)
    {
        var key = ObjectKey.NewOriginal();
        await Storage.PutAsync(key, new MemoryStream(Bytes(10)), CancellationToken.None);

        await Should.ThrowAsync<IOException>(() => Storage.PutAsync(key, new MemoryStream(Bytes(length)), CancellationToken.None));

        (await ReadAsync(key)).ShouldBe(Bytes(10));
    }

    [TestCase(16, 1000)]
    [TestCase(3, Large / 2)]
    public async Task Of_many_writers_of_one_key_one_wins_and_its_bytes_stay_whole(int writers, int unit)
    {
        var key = ObjectKey.NewOriginal();

        var outcomes = await Task.WhenAll(Enumerable.Range(1, writers).Select(number => TryPutAsync(key, Bytes(number * unit))));

        outcomes.Count(won => won).ShouldBe(1);
        var winner = Array.IndexOf(outcomes, true) + 1;
        (await ReadAsync(key)).ShouldBe(Bytes(winner * unit));
    }

    [TestCase(200_000)]
    [TestCase(Large)]
    public async Task A_body_that_breaks_off_leaves_nothing(int length)
    {
        var key = ObjectKey.NewOriginal();

        await Should.ThrowAsync<InvalidDataException>(() => Storage.PutAsync(key, new BreakingStream(length), CancellationToken.None));

        (await Storage.OpenAsync(key, CancellationToken.None)).ShouldBeNull();
        (await KeysAsync(ObjectKey.OriginalsFolder)).ShouldNotContain(key);
        (await UnfinishedAsync()).ShouldNotContain(key);
    }

    [TestCase(200_000)]
    [TestCase(Large)]
    public async Task A_put_that_its_caller_gives_up_leaves_nothing(int length)
    {
        var (key, stop) = (ObjectKey.NewOriginal(), new CancellationTokenSource());
        var content = new WatchedStream(Bytes(length), atEnd: stop.Cancel);

        await Should.ThrowAsync<OperationCanceledException>(() => Storage.PutAsync(key, content, stop.Token));

        (await Storage.StatAsync(key, CancellationToken.None)).ShouldBeNull();
        (await UnfinishedAsync()).ShouldNotContain(key);
    }

    [Test]
    public async Task A_write_that_goes_on_is_listed_as_unfinished_and_ends_with_its_key()
    {
        var key = ObjectKey.NewOriginal();
        List<StoredObject> seen = [];
        var content = new WatchedStream(Bytes(Large), atEnd: () =>
        {
            // As a sweeper would, from another thread.
            Task.Run(async () =>
            {
                seen.AddRange(await Storage.ListUnfinishedAsync(ObjectKey.OriginalsFolder, CancellationToken.None).Where(one => one.Key == key).ToListAsync());
                await Storage.DeleteAsync(key, CancellationToken.None);
            }).GetAwaiter().GetResult();
        });

        await Should.ThrowAsync<IOException>(() => Storage.PutAsync(key, content, CancellationToken.None));

        seen.Count.ShouldBe(1);
        (await Storage.StatAsync(key, CancellationToken.None)).ShouldBeNull();
        (await UnfinishedAsync()).ShouldNotContain(key);
    }

    [Test]
    public async Task What_does_not_exist_is_null_and_can_be_deleted()
    {
        var key = ObjectKey.NewOriginal();

        (await Storage.OpenAsync(key, CancellationToken.None)).ShouldBeNull();
        (await Storage.StatAsync(key, CancellationToken.None)).ShouldBeNull();
        await Storage.DeleteAsync(key, CancellationToken.None);
    }

    [Test]
    public async Task Deleting_removes_the_object_and_who_reads_it_gets_its_bytes_or_a_failure()
    {
        var key = ObjectKey.NewOriginal();
        await Storage.PutAsync(key, new MemoryStream(Bytes(500_000)), CancellationToken.None);
        await using var open = await Storage.OpenAsync(key, CancellationToken.None);

        await Storage.DeleteAsync(key, CancellationToken.None);

        (await Storage.StatAsync(key, CancellationToken.None)).ShouldBeNull();
        using var copy = new MemoryStream();
        try
        {
            await open!.CopyToAsync(copy);
            copy.ToArray().ShouldBe(Bytes(500_000));
        }
        catch (IOException)
        {
            copy.ToArray().ShouldBe(Bytes(500_000)[..(int)copy.Length]);
        }
    }

    [Test]
    public async Task A_list_holds_the_objects_below_a_folder_and_no_others()
    {
        var original = ObjectKey.NewOriginal();
        var variant = ObjectKey.NewVariant("Qw3rTy7uIo1", "thumbnail", "webp");
        await Storage.PutAsync(original, new MemoryStream(Bytes(10)), CancellationToken.None);
        await Storage.PutAsync(variant, new MemoryStream(Bytes(20)), CancellationToken.None);

        (await KeysAsync(ObjectKey.VariantsFolder)).ShouldContain(variant);
        (await KeysAsync(ObjectKey.VariantsFolder)).ShouldNotContain(original);
        (await KeysAsync("nothing/")).ShouldBeEmpty();
    }

    [Test]
    public async Task A_reader_can_jump_anywhere()
    {
        var (key, content) = (ObjectKey.NewOriginal(), Bytes(Large));
        await Storage.PutAsync(key, new MemoryStream(content), CancellationToken.None);
        await using var stream = (await Storage.OpenAsync(key, CancellationToken.None))!;

        stream.CanSeek.ShouldBeTrue();
        stream.Length.ShouldBe(Large);
        foreach (var start in (int[])[Large - 100, 0, 50, 100_000, 5_242_879, 3_000_000, 3_001_000, 200, Large])
        {
            stream.Position = start;
            var part = new byte[1000];
            var read = await stream.ReadAtLeastAsync(part, part.Length, throwOnEndOfStream: false);
            part[..read].ShouldBe(content[start..Math.Min(start + 1000, Large)], $"from {start}");
        }
    }

    protected static byte[] Bytes(int length)
    {
        var bytes = new byte[length];
        for (var i = 0; i < length; i++)
        {
            bytes[i] = (byte)((i * 31) + (i >> 8));
        }

        return bytes;
    }

    private async Task<bool> TryPutAsync(ObjectKey key, byte[] content)
    {
        try
        {
            await Task.Yield();
            await Storage.PutAsync(key, new MemoryStream(content), CancellationToken.None);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    private async Task<byte[]> ReadAsync(ObjectKey key)
    {
        await using var stream = await Storage.OpenAsync(key, CancellationToken.None);
        using var copy = new MemoryStream();
        await stream!.CopyToAsync(copy);
        return copy.ToArray();
    }

    private async Task<List<ObjectKey>> KeysAsync(string prefix) =>
        await Storage.ListAsync(prefix, CancellationToken.None).Select(stored => stored.Key).ToListAsync();

    private async Task<List<ObjectKey>> UnfinishedAsync() =>
        await Storage.ListUnfinishedAsync(ObjectKey.OriginalsFolder, CancellationToken.None).Select(stored => stored.Key).ToListAsync();
}
