using Picora.Application.Abstractions;
using Picora.Domain.Uploads.Contracts;

namespace Picora.Infrastructure.IntegrationTests.Imaging;

/// <summary>Just enough of a store for the renderer: files in a folder of their own, which only <see cref="LocalStorage"/> gives away.</summary>
internal class TemporaryStorage : IObjectStorage, IDisposable
{
    public string Folder { get; } = Directory.CreateTempSubdirectory("picora-imaging-").FullName;

    public ObjectKey Add(byte[] file)
    {
        var key = ObjectKey.NewOriginal();
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(key))!);
        File.WriteAllBytes(PathOf(key), file);
        return key;
    }

    public string PathOf(ObjectKey key) => Path.Combine(Folder, key.Value);

    public Task<Stream?> OpenAsync(ObjectKey key, CancellationToken cancellationToken) =>
        Task.FromResult<Stream?>(File.Exists(PathOf(key)) ? File.OpenRead(PathOf(key)) : null);

    public Task<long> PutAsync(ObjectKey key, Stream content, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<long?> StatAsync(ObjectKey key, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task DeleteAsync(ObjectKey key, CancellationToken cancellationToken) => throw new NotSupportedException();

    public IAsyncEnumerable<StoredObject> ListAsync(string prefix, CancellationToken cancellationToken) => throw new NotSupportedException();

    public IAsyncEnumerable<StoredObject> ListUnfinishedAsync(string prefix, CancellationToken cancellationToken) => throw new NotSupportedException();

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}

internal sealed class LocalStorage : TemporaryStorage, ILocalObjectPaths;
