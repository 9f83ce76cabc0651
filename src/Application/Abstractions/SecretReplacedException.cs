namespace Picora.Application.Abstractions;

/// <summary>What was sealed cannot be opened: the server's secret is another one than it was then. Only its operator can bring it back.</summary>
public sealed class SecretReplacedException(Exception inner) : Exception("The server's secret is not the one that this was sealed under.", inner);
