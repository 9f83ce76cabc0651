using Picora.Application.Abstractions;
using Picora.Infrastructure.Storage.S3;
using Picora.Testing;

namespace Picora.Infrastructure.IntegrationTests.Storage;

[TestFixture]
internal sealed class S3AppendingTests : ObjectAppendingContract
{
    private S3ObjectStorage one = null!;
    private S3ObjectStorage other = null!;

    protected override (IObjectAppending One, IObjectAppending Other) Nodes => (one, other);

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        Assume.That(S3Server.Missing, Is.Null);
        var server = await S3Server.SharedAsync();
        var bucket = await server.CreateBucketAsync();
        (one, other) = (new S3ObjectStorage(server.OptionsOf(bucket)), new S3ObjectStorage(server.OptionsOf(bucket)));
    }

    [OneTimeTearDown]
    public void Stop()
    {
        one?.Dispose();
        other?.Dispose();
    }
}
