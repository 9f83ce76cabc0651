namespace Picora.Infrastructure.Storage.S3;

/// <summary>Sends the parts of one upload, so many at a time. Disposing of it ends what is still on its way.</summary>
internal sealed class PartSender(S3Multipart multipart, PartsUpload upload, int parallel) : IAsyncDisposable
{
    private readonly SemaphoreSlim places = new(parallel);
    private readonly CancellationTokenSource stop = new();
    private readonly List<Task<StoredPart>> sent = [];

    public PartsUpload Upload => upload;

    /// <summary>The parts so far, on their way or there.</summary>
    public IReadOnlyList<Task<StoredPart>> Sent => sent;

    /// <summary>Takes the part over, and waits until it is its turn. Throws what an earlier part failed with.</summary>
    public async Task AddAsync(int number, PartBuffer part, CancellationToken cancellationToken)
    {
        try
        {
            await places.WaitAsync(cancellationToken);
            await (sent.Find(earlier => earlier.IsFaulted) ?? Task.CompletedTask);
        }
        catch
        {
            part.Dispose();
            throw;
        }

        sent.Add(SendAsync(number, part));
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await ((Task)Task.WhenAll(sent)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        stop.Dispose();
        places.Dispose();
    }

    private async Task<StoredPart> SendAsync(int number, PartBuffer part)
    {
        try
        {
            return await multipart.SendAsync(upload, number, part, stop.Token);
        }
        finally
        {
            part.Dispose();
            places.Release();
        }
    }
}
