using Picora.Domain.Accounts.Contracts;

namespace Picora.Application.Accounts.Contracts;

/// <summary>What people have chosen for the earlier texts of their documents.</summary>
public interface IDocVersioning
{
    Task<DocVersioning> OfAsync(UserId owner, CancellationToken cancellationToken);
}

/// <param name="IsEnabled">Whether a text that gives way to another is kept.</param>
/// <param name="Most">How many are kept of each document.</param>
public sealed record DocVersioning(bool IsEnabled, int Most);
