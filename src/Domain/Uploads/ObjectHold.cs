namespace Picora.Domain.Uploads;

/// <summary>
/// While it lasts, no object that a row has referred to is removed, on any node: a backup copies what its snapshot of the rows refers to. Its
/// holder moves the end on; when the holder dies, it runs out by itself.
/// </summary>
public sealed class ObjectHold
{
    private ObjectHold(string id, DateTimeOffset until) => (Id, Until) = (id, until);

    public string Id { get; private set; }

    public DateTimeOffset Until { get; private set; }

    public static ObjectHold Place(DateTimeOffset until) => new(NanoId.New(), until);

    public void Extend(DateTimeOffset until) => Until = until;
}
