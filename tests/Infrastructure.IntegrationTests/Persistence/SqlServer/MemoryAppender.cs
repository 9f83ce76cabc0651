using Picora.Application.Abstractions;

namespace Picora.Infrastructure.IntegrationTests.Persistence.SqlServer;

/// <summary>An unfinished object of which so much has always been there.</summary>
internal sealed class MemoryAppender(long length, Action<byte[]> publish) : IObjectAppender
{
    private readonly MemoryStream content = Filled(length);

    public long Length => content.Length;

    public ValueTask AppendAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken) => content.WriteAsync(bytes, cancellationToken);

    public Task FlushAsync() => Task.CompletedTask;

    public Task CutAsync(long length)
    {
        content.SetLength(length);
        return Task.CompletedTask;
    }

    public Task<bool> PublishAsync()
    {
        publish(content.ToArray());
        return Task.FromResult(true);
    }

    public Task DiscardAsync() => Task.CompletedTask;

    public ValueTask DisposeAsync() => content.DisposeAsync();

    private static MemoryStream Filled(long length)
    {
        var stream = new MemoryStream();
        stream.SetLength(length);
        stream.Position = length;
        return stream;
    }
}
