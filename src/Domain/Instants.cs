namespace Picora.Domain;

public static class Instants
{
    /// <summary>The present, cut to the milliseconds that the contract shows and every engine stores, so that a value reads back as it was written.</summary>
    public static DateTimeOffset Now(this TimeProvider time) =>
        DateTimeOffset.FromUnixTimeMilliseconds(time.GetUtcNow().ToUnixTimeMilliseconds());
}
