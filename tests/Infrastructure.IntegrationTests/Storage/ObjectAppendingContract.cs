using Picora.Application.Abstractions;
using Picora.Domain.Uploads.Contracts;

namespace Picora.Infrastructure.IntegrationTests.Storage;

/// <summary>What every store must do that takes objects in pieces; one fixture per adapter runs it.</summary>
internal abstract class ObjectAppendingContract
{
    /// <summary>Where the pieces end: before, on and behind the parts that a store may keep, and more than one part at once.</summary>
    private static readonly int[] Ends = [1, 3_000_000, 5 * 1024 * 1024, 5_500_000, 17_000_000, 17_000_001];

    private static readonly byte[] Content = MakeContent();

    /// <summary>The adapter of one node, and that of another.</summary>
    protected abstract (IObjectAppending One, IObjectAppending Other) Nodes { get; }

    private IObjectStorage Storage => (IObjectStorage)Nodes.One;

    [Test]
    public async Task An_object_grows_on_one_node_and_on_another_until_it_is_published()
    {
        var (key, from) = (ObjectKey.NewOriginal(), 0);
        foreach (var end in Ends)
        {
            await using var target = await OpenAsync(from % 2 == 0 ? Nodes.One : Nodes.Other, key, from);
            target.Length.ShouldBe(from);
            await AppendAsync(target, from, end);
            target.Length.ShouldBe(end);
            await target.FlushAsync();
            (await Storage.StatAsync(key, CancellationToken.None)).ShouldBeNull();
            from = end;
        }

        await PublishAsync(Nodes.Other, key, from);

        (await ReadAsync(key)).ShouldBe(Content[..from]);
        (await UnfinishedAsync(key)).ShouldBeNull();
    }

    [TestCase(0)]
    [TestCase(1000)]
    [TestCase(12_000_000)]
    public async Task An_object_can_be_published_where_it_was_begun(int length)
    {
        var key = ObjectKey.NewOriginal();
        await using (var target = await OpenAsync(Nodes.One, key, 0))
        {
            await AppendAsync(target, 0, length);
            (await target.PublishAsync()).ShouldBeTrue();
        }

        (await ReadAsync(key)).ShouldBe(Content[..length]);
        (await UnfinishedAsync(key)).ShouldBeNull();
    }

    // A node that dies may have made more durable than it could say.
    [TestCase(2_000_000, 4_000_000)]
    [TestCase(2_000_000, 16_000_000)]
    [TestCase(7_000_000, 16_000_000)]
    public async Task A_writer_goes_on_from_the_flush_that_was_noted_though_there_was_another_one(int noted, int more)
    {
        var key = ObjectKey.NewOriginal();
        await using (var first = await OpenAsync(Nodes.One, key, 0))
        {
            await AppendAsync(first, 0, 1_000_000);
            await first.FlushAsync();
            await AppendAsync(first, 1_000_000, noted);
            await first.FlushAsync();
            await AppendAsync(first, noted, more);
            await first.FlushAsync();
            await AppendAsync(first, more, more + 1000);
        }

        await using (var second = await OpenAsync(Nodes.Other, key, noted))
        {
            second.Length.ShouldBe(noted);
            await AppendAsync(second, noted, more + 500);
            (await second.PublishAsync()).ShouldBeTrue();
        }

        (await ReadAsync(key)).ShouldBe(Content[..(more + 500)]);
    }

    [TestCase(0)]
    [TestCase(3_000_000)]
    [TestCase(8_000_000)]
    public async Task What_was_appended_can_be_cut_off_however_often_it_was_flushed(int start)
    {
        var key = ObjectKey.NewOriginal();
        await using (var before = await OpenAsync(Nodes.One, key, 0))
        {
            await AppendAsync(before, 0, start);
            await before.FlushAsync();
        }

        await using (var target = await OpenAsync(Nodes.One, key, start))
        {
            for (var wrong = 1; wrong <= 4; wrong++)
            {
                await target.AppendAsync(new byte[3_000_000], CancellationToken.None);
                await target.FlushAsync();
            }

            await target.CutAsync(start);
            target.Length.ShouldBe(start);
        }

        await using (var target = await OpenAsync(Nodes.Other, key, start))
        {
            target.Length.ShouldBe(start);
            await AppendAsync(target, start, 16_000_000);
            (await target.PublishAsync()).ShouldBeTrue();
        }

        (await ReadAsync(key)).ShouldBe(Content[..16_000_000]);
    }

    [Test]
    public async Task A_cut_writer_can_go_on_itself()
    {
        var key = ObjectKey.NewOriginal();
        await using (var target = await OpenAsync(Nodes.One, key, 0))
        {
            await AppendAsync(target, 0, 6_000_000);
            await target.FlushAsync();
            await target.AppendAsync(new byte[9_000_000], CancellationToken.None);
            await target.CutAsync(6_000_000);
            await AppendAsync(target, 6_000_000, 13_000_000);
            (await target.PublishAsync()).ShouldBeTrue();
        }

        (await ReadAsync(key)).ShouldBe(Content[..13_000_000]);
    }

    [Test]
    public async Task A_flush_runs_beside_what_goes_on_arriving()
    {
        var key = ObjectKey.NewOriginal();
        await using (var target = await OpenAsync(Nodes.One, key, 0))
        {
            var flushing = Task.CompletedTask;
            for (var at = 0; at < 17_000_000; at += 500_000)
            {
                await AppendAsync(target, at, at + 500_000);
                if (flushing.IsCompleted)
                {
                    await flushing;
                    flushing = target.FlushAsync();
                }
            }

            await flushing;
            (await target.PublishAsync()).ShouldBeTrue();
        }

        (await ReadAsync(key)).ShouldBe(Content[..17_000_000]);
    }

    [Test]
    public async Task Of_two_writers_at_once_one_cannot_make_anything_count()
    {
        var (key, length) = (ObjectKey.NewOriginal(), 6_000_000);
        await using (var dead = await OpenAsync(Nodes.One, key, 0))
        {
            await AppendAsync(dead, 0, length);
            await dead.FlushAsync();
            await using var heir = await Nodes.Other.OpenForAppendAsync(key, length, CancellationToken.None);
            if (heir is not null)
            {
                await dead.AppendAsync(new byte[1_000_000], CancellationToken.None);
                await Should.ThrowAsync<IOException>(dead.FlushAsync);
                await Should.ThrowAsync<IOException>(async () => await dead.AppendAsync(new byte[1], CancellationToken.None));
                await AppendAsync(heir, length, length += 1_000_000);
                await heir.FlushAsync();
            }
        }

        await PublishAsync(Nodes.One, key, length);
        (await ReadAsync(key)).ShouldBe(Content[..length]);
    }

    [TestCase(1000)]
    [TestCase(8_000_000)]
    public async Task What_was_deleted_meanwhile_is_not_published(int length)
    {
        var key = ObjectKey.NewOriginal();
        await using (var target = await OpenAsync(Nodes.One, key, 0))
        {
            await AppendAsync(target, 0, length);
            await target.FlushAsync();
            await Storage.DeleteAsync(key, CancellationToken.None);

            (await target.PublishAsync()).ShouldBeFalse();
        }

        (await Storage.StatAsync(key, CancellationToken.None)).ShouldBeNull();
        (await UnfinishedAsync(key)).ShouldBeNull();
    }

    [TestCase(9_000_000, 9_000_000)]
    [TestCase(9_000_000, 7_000_000)]
    [TestCase(9_000_000, 0)]
    public async Task What_was_published_can_be_unfinished_again(int length, int again)
    {
        var key = ObjectKey.NewOriginal();
        await PublishAsync(Nodes.One, key, 0, length);

        await PublishAsync(Nodes.Other, key, again, length);

        (await ReadAsync(key)).ShouldBe(Content[..length]);
        (await UnfinishedAsync(key)).ShouldBeNull();
    }

    [Test]
    public async Task A_discarded_object_is_gone_and_a_published_one_stays()
    {
        var (key, kept) = (ObjectKey.NewOriginal(), ObjectKey.NewOriginal());
        await using (var target = await OpenAsync(Nodes.One, key, 0))
        {
            await AppendAsync(target, 0, 6_000_000);
            await target.FlushAsync();
            (await UnfinishedAsync(key))!.Size.ShouldBe(6_000_000);
            await target.DiscardAsync();
        }

        await PublishAsync(Nodes.One, kept, 0, 1000);

        (await UnfinishedAsync(key)).ShouldBeNull();
        (await Storage.StatAsync(key, CancellationToken.None)).ShouldBeNull();
        (await Storage.StatAsync(kept, CancellationToken.None)).ShouldBe(1000);
    }

    [Test]
    public async Task A_store_that_has_less_than_it_is_asked_for_says_so()
    {
        var key = ObjectKey.NewOriginal();
        await using (var target = await OpenAsync(Nodes.One, key, 0))
        {
            await AppendAsync(target, 0, 1000);
            await target.FlushAsync();
        }

        await using var reopened = await OpenAsync(Nodes.Other, key, 5000);

        reopened.Length.ShouldBe(1000);
    }

    private static byte[] MakeContent()
    {
        var bytes = new byte[18_000_000];
        new Random(7).NextBytes(bytes);
        return bytes;
    }

    private static async Task<IObjectAppender> OpenAsync(IObjectAppending node, ObjectKey key, long length) =>
        await node.OpenForAppendAsync(key, length, CancellationToken.None) ?? throw new InvalidOperationException("Somebody else has it.");

    private static async Task PublishAsync(IObjectAppending node, ObjectKey key, int from, int? to = null)
    {
        await using var target = await OpenAsync(node, key, from);
        target.Length.ShouldBe(from);
        await AppendAsync(target, from, to ?? from);
        (await target.PublishAsync()).ShouldBeTrue();
    }

    // As requests bring them.
    private static async Task AppendAsync(IObjectAppender target, int from, int to)
    {
        for (var at = from; at < to; at += 256 * 1024)
        {
            await target.AppendAsync(Content.AsMemory(at, Math.Min(256 * 1024, to - at)), CancellationToken.None);
        }
    }

    private async Task<byte[]> ReadAsync(ObjectKey key)
    {
        await using var stream = await Storage.OpenAsync(key, CancellationToken.None);
        using var copy = new MemoryStream();
        await stream!.CopyToAsync(copy);
        return copy.ToArray();
    }

    private async Task<StoredObject?> UnfinishedAsync(ObjectKey key) =>
        await Storage.ListUnfinishedAsync(ObjectKey.OriginalsFolder, CancellationToken.None).FirstOrDefaultAsync(one => one.Key == key);
}
