namespace Picora.Testing;

/// <summary>A server under test, in this process or in one of its own.</summary>
public interface IPicoraHost
{
    /// <summary>A client of this server, with a credential or without.</summary>
    HttpClient CreateClient(string? bearer = null);
}
