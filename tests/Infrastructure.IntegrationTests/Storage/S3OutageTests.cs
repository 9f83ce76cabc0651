using Picora.Domain.Uploads.Contracts;
using Picora.Infrastructure.Storage.S3;
using Picora.Testing;

namespace Picora.Infrastructure.IntegrationTests.Storage;

/// <summary>Security case 22: a store that is away, silent, or cuts what it sends.</summary>
[TestFixture]
internal sealed class S3OutageTests
{
    private const int Length = 3_000_000;

    private S3Server server = null!;
    private string bucket = null!;
    private BrittleLine line = null!;
    private S3ObjectStorage storage = null!;

    [SetUp]
    public async Task StartAsync()
    {
        Assume.That(S3Server.Missing, Is.Null);
        server = await S3Server.SharedAsync();
        bucket = await server.CreateBucketAsync();
        line = new BrittleLine(server.Url);
        storage = Open(requestSeconds: 60);
    }

    [TearDown]
    public async Task StopAsync()
    {
        if (line is not null)
        {
            storage.Dispose();
            await line.DisposeAsync();
        }
    }

    [Test]
    public async Task What_the_store_breaks_off_is_asked_for_again_from_there()
    {
        var (key, content) = await PutAsync();
        line.BreakAnswers(times: 2, bytes: 300_000);

        (await ReadAsync(key)).ShouldBe(content);
    }

    [Test]
    public async Task A_store_that_goes_away_while_it_is_read_is_a_failure_and_no_short_object()
    {
        var (key, _) = await PutAsync();
        await using var stream = (await storage.OpenAsync(key, CancellationToken.None))!;
        await stream.ReadExactlyAsync(new byte[100_000]);
        line.IsDown = true;

        await Should.ThrowAsync<IOException>(() => stream.CopyToAsync(Stream.Null));
    }

    [Test]
    public async Task A_put_whose_answer_is_lost_is_found_done_and_made_once()
    {
        var key = ObjectKey.NewOriginal();
        line.BreakAnswers(times: 1, bytes: 30);

        (await storage.PutAsync(key, new MemoryStream(new byte[1000]), CancellationToken.None)).ShouldBe(1000);

        (await server.ContentsAsync(bucket)).ShouldBe([key.Value]);
    }

    [Test]
    public async Task A_silent_store_is_given_up_in_time_and_used_again_when_it_speaks()
    {
        using var hurried = Open(requestSeconds: 1);
        var key = ObjectKey.NewOriginal();
        line.IsSilent = true;
        await Should.ThrowAsync<IOException>(() => hurried.PutAsync(key, new MemoryStream(new byte[1000]), CancellationToken.None));
        line.IsSilent = false;
        await storage.DeleteAsync(key, CancellationToken.None);

        (await storage.PutAsync(key, new MemoryStream(new byte[500]), CancellationToken.None)).ShouldBe(500);
        (await storage.StatAsync(key, CancellationToken.None)).ShouldBe(500);
    }

    [Test]
    public async Task A_store_that_goes_away_in_the_middle_of_a_large_put_leaves_what_its_key_s_deletion_removes()
    {
        var key = ObjectKey.NewOriginal();
        var body = new WatchedStream(new byte[12_000_000], atEnd: () => line.IsDown = true);
        await Should.ThrowAsync<IOException>(() => storage.PutAsync(key, body, CancellationToken.None));
        line.IsDown = false;

        (await storage.ListUnfinishedAsync(ObjectKey.OriginalsFolder, CancellationToken.None).Select(one => one.Key).ToListAsync()).ShouldBe([key]);
        await storage.DeleteAsync(key, CancellationToken.None);

        (await server.ContentsAsync(bucket)).ShouldBeEmpty();
    }

    private S3ObjectStorage Open(int requestSeconds)
    {
        var options = server.OptionsOf(bucket);
        (options.Endpoint, options.RequestSeconds, options.Retries) = (line.Url, requestSeconds, 2);
        return new S3ObjectStorage(options);
    }

    private async Task<(ObjectKey Key, byte[] Content)> PutAsync()
    {
        var (key, content) = (ObjectKey.NewOriginal(), new byte[Length]);
        new Random(3).NextBytes(content);
        await storage.PutAsync(key, new MemoryStream(content), CancellationToken.None);
        return (key, content);
    }

    private async Task<byte[]> ReadAsync(ObjectKey key)
    {
        await using var stream = await storage.OpenAsync(key, CancellationToken.None);
        using var copy = new MemoryStream();
        await stream!.CopyToAsync(copy);
        return copy.ToArray();
    }
}
