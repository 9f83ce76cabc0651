using System.Diagnostics;
using Picora.Application.Abstractions;
using Picora.Application.Abstractions.Operations;
using Picora.Domain.Uploads.Contracts;
using Picora.Infrastructure.Storage.Doctor;
using Picora.Infrastructure.Storage.Local;
using Picora.Infrastructure.Storage.S3;
using Picora.Testing;

namespace Picora.Infrastructure.IntegrationTests.Storage;

[TestFixture]
internal sealed class StorageDoctorTests
{
    [Test]
    public async Task A_folder_is_well_and_stays_empty()
    {
        var root = Directory.CreateTempSubdirectory("picora-doctor-").FullName;
        using var flusher = new DiskFlusher(1);
        var report = await ExamineAsync(new LocalObjectStorage(root, flusher));

        report.Ok.ShouldBeTrue();
        Directory.GetFiles(root, "*", SearchOption.AllDirectories).ShouldBeEmpty();
        Directory.Delete(root, recursive: true);
    }

    [Test]
    public async Task A_bucket_is_well_and_stays_empty_and_its_quirks_are_named()
    {
        var (server, bucket) = await BucketAsync();
        using var storage = new S3ObjectStorage(server.OptionsOf(bucket));

        var report = await ExamineAsync(storage);

        report.Checks.Where(check => !check.Ok).ShouldBeEmpty();
        report.Store.ShouldContain(bucket);
        report.Store.ShouldNotContain(server.SecretKey);
        (await server.ContentsAsync(bucket)).ShouldBeEmpty();
    }

    [Test]
    public async Task A_wrong_key_is_told_for_every_operation()
    {
        var (server, bucket) = await BucketAsync();
        var options = server.OptionsOf(bucket);
        (options.SecretKey, options.Retries) = ("wrong-secret", 0);
        using var storage = new S3ObjectStorage(options);

        var report = await ExamineAsync(storage);

        report.Ok.ShouldBeFalse();
        report.Checks.First(check => check.Operation == "write an object").Fault!.ShouldContain("SignatureDoesNotMatch");
        report.Checks.ShouldAllBe(check => check.Fault == null || !check.Fault.Contains("wrong-secret", StringComparison.Ordinal));
    }

    [Test]
    public async Task An_address_signed_by_the_store_works_for_plain_curl()
    {
        Assume.That(File.Exists("/usr/bin/curl"));
        var (server, bucket) = await BucketAsync();
        using var storage = new S3ObjectStorage(server.OptionsOf(bucket));
        var key = ObjectKey.NewOriginal();
        var put = storage.SignPut(key, 5, TimeSpan.FromMinutes(30))!;
        var get = storage.SignGet(key, TimeSpan.FromMinutes(30))!;

        (await CurlAsync("--request", "PUT", "--data-binary", "bytes", put.AbsoluteUri)).ShouldBeEmpty();
        await using (var sent = (await storage.OpenSentAsync(key, CancellationToken.None))!)
        {
            await storage.PutAsync(key, sent, CancellationToken.None);
        }

        (await CurlAsync(get.AbsoluteUri)).ShouldBe("bytes");
        (await CurlAsync("--range", "1-2", get.AbsoluteUri)).ShouldBe("yt");
        (await CurlAsync(get.AbsoluteUri.Replace("originals", "orlginals", StringComparison.Ordinal))).ShouldContain("SignatureDoesNotMatch");
        var brief = storage.SignGet(key, TimeSpan.FromSeconds(1))!;
        await Poll.UntilAsync(async () => (await CurlAsync(brief.AbsoluteUri)).Contains("AccessDenied", StringComparison.Ordinal), "the address to expire");
        (await storage.ForgetSentAsync(DateTimeOffset.MaxValue, CancellationToken.None)).ShouldBe(1);
        (await storage.OpenSentAsync(key, CancellationToken.None)).ShouldBeNull();
    }

    private static async Task<StorageReport> ExamineAsync(IObjectStorage storage)
    {
        var report = await new StorageDoctor(storage).ExamineAsync(CancellationToken.None);
        await TestContext.Out.WriteLineAsync(string.Join('\n', report.Checks));
        return report;
    }

    private static async Task<(S3Server Server, string Bucket)> BucketAsync()
    {
        Assume.That(S3Server.Missing, Is.Null);
        var server = await S3Server.SharedAsync();
        return (server, await server.CreateBucketAsync());
    }

    private static async Task<string> CurlAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("/usr/bin/curl", ["--silent", "--max-time", "60", .. arguments]) { RedirectStandardOutput = true };
        using var curl = Process.Start(start)!;
        var output = await curl.StandardOutput.ReadToEndAsync();
        await curl.WaitForExitAsync();
        return output;
    }
}
