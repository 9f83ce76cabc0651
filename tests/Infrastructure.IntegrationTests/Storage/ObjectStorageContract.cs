using Picora.Application.Abstractions;
using Picora.Domain.Uploads.Contracts;

namespace Picora.Infrastructure.IntegrationTests.Storage;

/// <summary>What every store must do; one fixture per adapter runs it.</summary>
internal abstract class ObjectStorageContract
{
    protected abstract IObjectStorage Storage { get; }

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(128 * 1024)]
    [TestCase((128 * 1024) + 1)]
    [TestCase(3_000_000)]
    public async Task What_was_put_comes_back_byte_for_byte(int length)
    {
        var key = ObjectKey.NewOriginal();
        var content = Bytes(length);

        (await Storage.PutAsync(key, new MemoryStream(content), CancellationToken.None)).ShouldBe(length);

        (await ReadAsync(key)).ShouldBe(content);
        (await Storage.StatAsync(key, CancellationToken.None)).ShouldBe(length);
    }

    [Test]
    public async Task A_key_is_written_once()
    {
        var key = ObjectKey.NewOriginal();
        await Storage.PutAsync(key, new MemoryStream(Bytes(10)), CancellationToken.None);

        await Should.ThrowAsync<IOException>(() => Storage.PutAsync(key, new MemoryStream(Bytes(20)), CancellationToken.None));

        (await ReadAsync(key)).ShouldBe(Bytes(10));
    }

    [Test]
    public async Task Of_many_writers_of_one_key_one_wins_and_its_bytes_stay_whole()
    {
        var key = ObjectKey.NewOriginal();

        var outcomes = await Task.WhenAll(Enumerable.Range(1, 16).Select(number => TryPutAsync(key, Bytes(number * 1000))));

        outcomes.Count(won => won).ShouldBe(1);
        var winner = Array.IndexOf(outcomes, true) + 1;
        (await ReadAsync(key)).ShouldBe(Bytes(winner * 1000));
    }

    [Test]
    public async Task A_body_that_breaks_off_leaves_nothing()
    {
        var key = ObjectKey.NewOriginal();

        await Should.ThrowAsync<InvalidDataException>(() => Storage.PutAsync(key, new BreakingStream(200_000), CancellationToken.None));

        (await Storage.OpenAsync(key, CancellationToken.None)).ShouldBeNull();
        (await KeysAsync(ObjectKey.OriginalsFolder)).ShouldNotContain(key);
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
    public async Task Deleting_removes_the_object_while_a_reader_reads_on()
    {
        var key = ObjectKey.NewOriginal();
        await Storage.PutAsync(key, new MemoryStream(Bytes(500_000)), CancellationToken.None);
        await using var open = await Storage.OpenAsync(key, CancellationToken.None);

        await Storage.DeleteAsync(key, CancellationToken.None);

        (await Storage.StatAsync(key, CancellationToken.None)).ShouldBeNull();
        using var copy = new MemoryStream();
        await open!.CopyToAsync(copy);
        copy.ToArray().ShouldBe(Bytes(500_000));
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
    public async Task A_reader_can_start_anywhere()
    {
        var key = ObjectKey.NewOriginal();
        await Storage.PutAsync(key, new MemoryStream(Bytes(1000)), CancellationToken.None);
        await using var stream = await Storage.OpenAsync(key, CancellationToken.None);

        stream!.Position = 900;
        var rest = new byte[200];
        var read = await stream.ReadAtLeastAsync(rest, 200, throwOnEndOfStream: false);

        rest[..read].ShouldBe(Bytes(1000)[900..]);
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

    private sealed class BreakingStream(int length) : ForwardStream
    {
        private int left = length;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (left == 0)
            {
                throw new InvalidDataException("The body broke off.");
            }

            var read = Math.Min(left, buffer.Length);
            left -= read;
            return ValueTask.FromResult(read);
        }
    }
}
