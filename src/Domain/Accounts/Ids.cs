namespace Picora.Domain.Accounts;

/// <summary>An API key's id, which is public; the key itself is an <see cref="ApiKeySecret"/>.</summary>
public readonly record struct ApiKeyId(string Value)
{
    public static ApiKeyId New() => new(NanoId.New());

    public override string ToString() => Value;
}

/// <summary>A session's id, which its access tokens carry.</summary>
public readonly record struct SessionId(string Value)
{
    public static SessionId New() => new(NanoId.New());

    public override string ToString() => Value;
}
