using System.Data.Common;

namespace Picora.Infrastructure.IntegrationTests.Persistence.Plans;

/// <summary>Asks an engine how it would carry out a statement.</summary>
internal interface IExplainer : IAsyncDisposable
{
    Task<Explanation> ExplainAsync(DbCommand command, CancellationToken cancellationToken);
}

/// <param name="Plan">As the engine tells it, for people.</param>
/// <param name="Offences">What grows with the table, such as <c>scans images</c> or <c>sorts</c>.</param>
internal sealed record Explanation(string Plan, IReadOnlyList<string> Offences);
