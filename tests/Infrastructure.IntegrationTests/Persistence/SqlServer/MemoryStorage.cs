using System.Collections.Concurrent;
using Picora.Application.Abstractions;
using Picora.Domain.Uploads.Contracts;

namespace Picora.Infrastructure.IntegrationTests.Persistence.SqlServer;

/// <summary>Objects in memory, among them two renditions that have always been there.</summary>
internal sealed class MemoryStorage : IObjectStorage, IObjectAppending
{
    private readonly ConcurrentDictionary<ObjectKey, byte[]> objects = new();

    public async Task<long> PutAsync(ObjectKey key, Stream content, CancellationToken cancellationToken)
    {
        using var memory = new MemoryStream();
        await content.CopyToAsync(memory, cancellationToken);
        objects[key] = memory.ToArray();
        return memory.Length;
    }

    public Task<IObjectAppender?> OpenForAppendAsync(ObjectKey key, long length, CancellationToken cancellationToken) =>
        Task.FromResult<IObjectAppender?>(new MemoryAppender(length, content => objects[key] = content));

    public Task<Stream?> OpenAsync(ObjectKey key, CancellationToken cancellationToken) =>
        Task.FromResult<Stream?>(objects.TryGetValue(key, out var content) ? new MemoryStream(content, writable: false) : null);

    public Task<long?> StatAsync(ObjectKey key, CancellationToken cancellationToken) =>
        Task.FromResult<long?>(objects.TryGetValue(key, out var content) ? content.Length : null);

    public Task DeleteAsync(ObjectKey key, CancellationToken cancellationToken)
    {
        objects.TryRemove(key, out _);
        return Task.CompletedTask;
    }

    public async IAsyncEnumerable<StoredObject> ListAsync(
        string prefix, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask;
        yield return new StoredObject(Scenarios.Variant, 1, DateTimeOffset.UnixEpoch);
        yield return new StoredObject(Scenarios.Measured, 1, DateTimeOffset.UnixEpoch);
    }

    public IAsyncEnumerable<StoredObject> ListUnfinishedAsync(string prefix, CancellationToken cancellationToken) =>
        AsyncEnumerable.Empty<StoredObject>();
}
