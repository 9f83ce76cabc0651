using System.Security.Cryptography;
using Picora.Testing;
using Picora.Testing.Imaging;

namespace Picora.Api.FunctionalTests.Uploads.Tus;

/// <summary>The clients that people use, as they are published, with nothing but the address and a key.</summary>
[Category(TestCategories.OneEngine)]
public class TusClientTests() : ServerFixture("--Picora:Plans:trial:ImgStorageBytes=1000000000")
{
    private TestKey key = null!;
    private string file = null!;
    private byte[] picture = null!;

    [OneTimeSetUp]
    public async Task SignUpAsync()
    {
        if (TusClientProcess.Missing() is { } reason)
        {
            Assert.Ignore(reason);
        }

        key = await (await Server.SignUpAsync()).CreateKeyAsync("images:read", "images:write", "images:delete", "usage:read");
    }

    [SetUp]
    public void WriteFile()
    {
        picture = Padded.Jpeg(700_000);
        file = Path.Combine(Path.GetTempPath(), $"picora-{Guid.NewGuid():N}.jpg");
        File.WriteAllBytes(file, picture);
    }

    [TearDown]
    public void DeleteFile() => File.Delete(file);

    [TestCase("tus-js-client", "whole")]
    [TestCase("tus-js-client", "chunks")]
    [TestCase("tus-js-client", "creation")]
    [TestCase("tus-js-client", "override")]
    [TestCase("tus-js-client", "resume")]
    [TestCase("uppy", "whole")]
    [TestCase("uppy", "chunks")]
    public async Task A_published_client_uploads_a_picture(string client, string way)
    {
        var heard = await TusClientProcess.UploadAsync(client, way, Server.Url, key.Secret, file);

        heard.Text("type").ShouldBe("image");
        var image = await key.Http.GetImageAsync(heard.Text("id"));
        image.Text("filename").ShouldBe(Path.GetFileName(file));
        SHA256.HashData(await key.Http.GetByteArrayAsync(image.PathOf("url"))).ShouldBe(SHA256.HashData(picture));
    }

    [Test]
    public async Task A_published_client_gives_an_upload_up()
    {
        var held = await key.Http.StorageHeldAsync();

        var heard = await TusClientProcess.UploadAsync("tus-js-client", "abandon", Server.Url, key.Secret, file);

        heard.GetProperty("status").GetInt32().ShouldBe(204);
        (await key.Http.TusOffsetAsync(new Uri(heard.Text("url")).AbsolutePath)).ShouldBeNull();
        (await key.Http.StorageHeldAsync()).ShouldBe(held);
    }
}
