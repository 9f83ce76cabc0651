using Picora.Application.Abstractions;
using Picora.Domain.Uploads.Contracts;

namespace Picora.Infrastructure.IntegrationTests.Storage;

/// <summary>Counts calls over several stores; the one with the given number fails.</summary>
internal sealed class FailingCall(int number)
{
    private int count;

    public bool HasFailed => Volatile.Read(ref count) >= number;

    /// <exception cref="IOException">It is this one's turn.</exception>
    public void Make()
    {
        if (Interlocked.Increment(ref count) == number)
        {
            throw new IOException($"Call {number} fails.");
        }
    }
}

/// <summary>A store of which one call fails, before it does anything.</summary>
internal sealed class FailingStorage(IObjectStorage inner, FailingCall call) : IObjectStorage
{
    public Task<long> PutAsync(ObjectKey key, Stream content, CancellationToken cancellationToken)
    {
        call.Make();
        return inner.PutAsync(key, content, cancellationToken);
    }

    public Task<Stream?> OpenAsync(ObjectKey key, CancellationToken cancellationToken)
    {
        call.Make();
        return inner.OpenAsync(key, cancellationToken);
    }

    public Task<long?> StatAsync(ObjectKey key, CancellationToken cancellationToken)
    {
        call.Make();
        return inner.StatAsync(key, cancellationToken);
    }

    public Task DeleteAsync(ObjectKey key, CancellationToken cancellationToken)
    {
        call.Make();
        return inner.DeleteAsync(key, cancellationToken);
    }

    public IAsyncEnumerable<StoredObject> ListAsync(string prefix, CancellationToken cancellationToken)
    {
        call.Make();
        return inner.ListAsync(prefix, cancellationToken);
    }

    public IAsyncEnumerable<StoredObject> ListUnfinishedAsync(string prefix, CancellationToken cancellationToken)
    {
        call.Make();
        return inner.ListUnfinishedAsync(prefix, cancellationToken);
    }
}
