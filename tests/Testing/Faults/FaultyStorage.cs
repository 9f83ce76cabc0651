using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Picora.Application.Abstractions;
using Picora.Domain.Uploads.Contracts;

namespace Picora.Testing.Faults;

/// <summary>Any store, one of whose calls fails when a test says so.</summary>
public class FaultyStorage(IObjectStorage store, StorageFaults faults) : IObjectStorage, IObjectAppending
{
    /// <summary>Puts the faults between the server and whatever store it uses.</summary>
    public static void Install(IServiceCollection services, StorageFaults faults)
    {
        var real = services.Last(service => service.ServiceType == typeof(IObjectStorage) && !service.IsKeyedService).ImplementationFactory!;
        services.AddSingleton<IObjectStorage>(provider =>
        {
            faults.Requests = provider.GetRequiredService<IHttpContextAccessor>();
            var store = (IObjectStorage)real(provider);
            return store switch
            {
                ILocalObjectPaths paths => new FaultyFiles(store, paths, faults),
                IPresignedObjects presigned => new FaultyBucket(store, presigned, faults),
                _ => new FaultyStorage(store, faults),
            };
        });
        services.AddSingleton(provider => (IObjectAppending)provider.GetRequiredService<IObjectStorage>());
    }

    public Task<long> PutAsync(ObjectKey key, Stream content, CancellationToken cancellationToken) =>
        faults.PassAsync("put", () => store.PutAsync(key, content, cancellationToken));

    public async Task<Stream?> OpenAsync(ObjectKey key, CancellationToken cancellationToken)
    {
        await faults.PassAsync("open", () => Task.CompletedTask);
        return Watched(await store.OpenAsync(key, cancellationToken));
    }

    public Task<long?> StatAsync(ObjectKey key, CancellationToken cancellationToken) => faults.PassAsync("stat", () => store.StatAsync(key, cancellationToken));

    public Task DeleteAsync(ObjectKey key, CancellationToken cancellationToken) => faults.PassAsync("delete", () => store.DeleteAsync(key, cancellationToken));

    public IAsyncEnumerable<StoredObject> ListAsync(string prefix, CancellationToken cancellationToken) =>
        ListAsync(store.ListAsync(prefix, cancellationToken), cancellationToken);

    public IAsyncEnumerable<StoredObject> ListUnfinishedAsync(string prefix, CancellationToken cancellationToken) =>
        ListAsync(store.ListUnfinishedAsync(prefix, cancellationToken), cancellationToken);

    public async Task<IObjectAppender?> OpenForAppendAsync(ObjectKey key, long length, CancellationToken cancellationToken)
    {
        // Before its effect only: nobody could close what nobody hears of.
        await faults.PassAsync("open for appending", () => Task.CompletedTask);
        var appender = await ((IObjectAppending)store).OpenForAppendAsync(key, length, cancellationToken);
        return appender is null ? null : new FaultyAppender(appender, faults);
    }

    private async IAsyncEnumerable<StoredObject> ListAsync(
        IAsyncEnumerable<StoredObject> list, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await faults.MeetAsync("list");
        await foreach (var stored in list.WithCancellation(cancellationToken))
        {
            yield return stored;
        }
    }

    private Stream? Watched(Stream? opened) => opened is not null && faults.IsThorough ? new FaultyStream(opened, faults) : opened;

    private sealed class FaultyFiles(IObjectStorage store, ILocalObjectPaths paths, StorageFaults faults) : FaultyStorage(store, faults), ILocalObjectPaths
    {
        public string PathOf(ObjectKey key) => paths.PathOf(key);
    }

    private sealed class FaultyBucket(IObjectStorage store, IPresignedObjects presigned, StorageFaults faults) : FaultyStorage(store, faults), IPresignedObjects
    {
        private readonly StorageFaults faults = faults;

        public Uri? SignPut(ObjectKey key, long length, TimeSpan goodFor) => presigned.SignPut(key, length, goodFor);

        public Uri? SignGet(ObjectKey key, TimeSpan goodFor) => presigned.SignGet(key, goodFor);

        public async Task<Stream?> OpenSentAsync(ObjectKey key, CancellationToken cancellationToken)
        {
            await faults.PassAsync("open what was sent", () => Task.CompletedTask);
            return Watched(await presigned.OpenSentAsync(key, cancellationToken));
        }

        public Task ForgetSentAsync(ObjectKey key, CancellationToken cancellationToken) =>
            faults.PassAsync("forget what was sent", () => presigned.ForgetSentAsync(key, cancellationToken));

        public Task<int> ForgetSentAsync(DateTimeOffset before, CancellationToken cancellationToken) =>
            faults.PassAsync("forget what was sent long ago", () => presigned.ForgetSentAsync(before, cancellationToken));
    }
}

internal sealed class FaultyAppender(IObjectAppender appender, StorageFaults faults) : IObjectAppender
{
    public long Length => appender.Length;

    public async ValueTask AppendAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken) =>
        await faults.PassAsync("append", () => appender.AppendAsync(bytes, cancellationToken).AsTask());

    public Task FlushAsync() => faults.PassAsync("flush", appender.FlushAsync);

    public Task CutAsync(long length) => faults.PassAsync("cut", () => appender.CutAsync(length));

    public Task<bool> PublishAsync() => faults.PassAsync("publish", appender.PublishAsync);

    public Task DiscardAsync() => faults.PassAsync("discard", appender.DiscardAsync);

    public ValueTask DisposeAsync() => appender.DisposeAsync();
}
