using Picora.Application.Abstractions;
using Picora.Domain;
using Picora.Domain.Uploads.Contracts;

namespace Picora.Infrastructure.Operations.Checks;

/// <summary>Moves objects aside and back. The copy is there, whole, before the original goes; nothing is overwritten.</summary>
internal sealed class Quarantine(IObjectStorage storage)
{
    public static ObjectKey Aside(ObjectKey key) => ObjectKey.Parse(ObjectKey.QuarantineFolder + key.Value);

    /// <summary>Moves the object, unless it is not there, or another one is where it is to go.</summary>
    /// <param name="mayGo">Asked last, when only the original's removal is left.</param>
    public async Task<Result<Success>> MoveAsync(ObjectKey from, ObjectKey to, Func<Task<bool>> mayGo, CancellationToken cancellationToken)
    {
        if (await HashAsync(from, cancellationToken) is not { } hash)
        {
            return Error.NotFound($"There is no {from}.");
        }

        if (await storage.StatAsync(to, cancellationToken) is null)
        {
            // What a run that was cut off has begun.
            await storage.DeleteAsync(to, cancellationToken);
            await using var content = await storage.OpenAsync(from, cancellationToken);
            await storage.PutAsync(to, content ?? Stream.Null, cancellationToken);
        }

        if (await HashAsync(to, cancellationToken) != hash)
        {
            return new Error(ErrorKind.Conflict, "CONFLICT", $"There is another {to}.");
        }

        if (!await mayGo())
        {
            return new Error(ErrorKind.Conflict, "CONFLICT", $"{from} is in order again.");
        }

        await storage.DeleteAsync(from, cancellationToken);
        return Success.Value;
    }

    private async Task<ContentHash?> HashAsync(ObjectKey key, CancellationToken cancellationToken)
    {
        await using var content = await storage.OpenAsync(key, cancellationToken);
        return content is null ? null : (await HashedStream.OfAsync(content, cancellationToken)).Hash;
    }
}
