using Picora.Application.Abstractions;
using Picora.Domain.Uploads.Contracts;
using Picora.Infrastructure.Storage.S3;
using Picora.Testing;

namespace Picora.Infrastructure.IntegrationTests.Storage;

[TestFixture]
internal sealed class S3ObjectStorageTests : ObjectStorageContract
{
    private S3Server server = null!;
    private string bucket = null!;
    private S3ObjectStorage storage = null!;

    protected override IObjectStorage Storage => storage;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        Assume.That(S3Server.Missing, Is.Null);
        server = await S3Server.SharedAsync();
        bucket = await server.CreateBucketAsync();
        storage = new S3ObjectStorage(server.OptionsOf(bucket));
    }

    [OneTimeTearDown]
    public void Stop() => storage?.Dispose();

    [Test]
    public async Task A_list_goes_on_over_the_pages_of_the_store()
    {
        var name = await server.CreateBucketAsync();
        using var own = new S3ObjectStorage(server.OptionsOf(name));
        await Parallel.ForEachAsync(Enumerable.Range(0, 1001), new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (_, token) =>
            await own.PutAsync(ObjectKey.NewOriginal(), new MemoryStream([1]), token));

        (await own.ListAsync(ObjectKey.OriginalsFolder, CancellationToken.None).Select(one => one.Key).Distinct().CountAsync()).ShouldBe(1001);
    }

    [Test]
    public async Task An_object_that_comes_while_it_is_looked_for_is_there_or_not_and_no_fault()
    {
        for (var round = 0; round < 12; round++)
        {
            var key = ObjectKey.NewOriginal();
            var looks = Enumerable.Range(0, 4).Select(_ => Poll.UntilAsync(async () => await IsThereAsync(key), "the object to be there")).ToList();
            await storage.PutAsync(key, new MemoryStream(Bytes(10)), CancellationToken.None);
            await Task.WhenAll(looks);
        }
    }

    // Again and again without a pause, as it is between two looks that the object must come.
    private async Task<bool> IsThereAsync(ObjectKey key)
    {
        for (var look = 0; look < 50; look++)
        {
            await using var stream = await storage.OpenAsync(key, CancellationToken.None);
            if (stream is not null)
            {
                return true;
            }
        }

        return false;
    }

    [Test]
    public async Task Nothing_but_what_is_below_the_prefix_is_ever_touched()
    {
        var name = await server.CreateBucketAsync();
        var options = server.OptionsOf(name);
        using var other = new S3ObjectStorage(options);
        options = server.OptionsOf(name);
        options.Prefix = "media/picora/";
        using var own = new S3ObjectStorage(options);
        var key = ObjectKey.NewOriginal();
        await other.PutAsync(key, new MemoryStream(Bytes(10)), CancellationToken.None);

        await own.PutAsync(key, new MemoryStream(Bytes(Large)), CancellationToken.None);
        (await own.ListAsync(string.Empty, CancellationToken.None).Select(one => one.Key).ToListAsync()).ShouldBe([key]);
        (await server.ContentsAsync(name)).ShouldBe([$"media/picora/{key}", key.Value]);
        await own.DeleteAsync(key, CancellationToken.None);

        (await server.ContentsAsync(name)).ShouldBe([key.Value]);
    }

    [TestCase(10)]
    [TestCase(Large)]
    public async Task A_store_that_is_away_is_an_io_failure(int length)
    {
        using var away = new S3ObjectStorage(new S3Options { Endpoint = "http://127.0.0.1:9", Bucket = bucket, AccessKey = "key", SecretKey = "not-told", Retries = 0 });
        var key = ObjectKey.NewOriginal();

        var failure = await Should.ThrowAsync<IOException>(() => away.PutAsync(key, new MemoryStream(Bytes(length)), CancellationToken.None));
        await Should.ThrowAsync<IOException>(() => away.OpenAsync(key, CancellationToken.None));
        await Should.ThrowAsync<IOException>(() => away.StatAsync(key, CancellationToken.None));
        await Should.ThrowAsync<IOException>(() => away.DeleteAsync(key, CancellationToken.None));
        await Should.ThrowAsync<IOException>(async () => await away.ListAsync(string.Empty, CancellationToken.None).CountAsync());

        failure.ToString().ShouldNotContain("not-told");
    }

    [Test]
    public async Task A_bucket_that_is_not_there_or_not_ours_is_a_failure_and_no_missing_object()
    {
        var options = server.OptionsOf("no-such-bucket-anywhere");
        using var nowhere = new S3ObjectStorage(options);
        using var stranger = new S3ObjectStorage(new S3Options { Endpoint = server.Url, Bucket = bucket, AccessKey = server.AccessKey, SecretKey = "wrong" });

        foreach (var wrong in (S3ObjectStorage[])[nowhere, stranger])
        {
            await Should.ThrowAsync<IOException>(() => wrong.OpenAsync(ObjectKey.NewOriginal(), CancellationToken.None));
            await Should.ThrowAsync<IOException>(() => wrong.PutAsync(ObjectKey.NewOriginal(), new MemoryStream(Bytes(2000)), CancellationToken.None));
        }
    }

    [Test]
    public async Task Nothing_is_left_beside_what_was_put()
    {
        var name = await server.CreateBucketAsync();
        using var own = new S3ObjectStorage(server.OptionsOf(name));
        var (small, large, gone) = (ObjectKey.NewOriginal(), ObjectKey.NewOriginal(), ObjectKey.NewOriginal());
        await own.PutAsync(small, new MemoryStream(Bytes(10)), CancellationToken.None);
        await own.PutAsync(large, new MemoryStream(Bytes(Large)), CancellationToken.None);
        await Should.ThrowAsync<InvalidDataException>(() => own.PutAsync(gone, new BreakingStream(Large), CancellationToken.None));

        (await server.ContentsAsync(name)).ShouldBe([small.Value, large.Value], ignoreOrder: true);
    }
}
