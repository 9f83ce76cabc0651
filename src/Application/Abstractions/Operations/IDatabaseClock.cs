namespace Picora.Application.Abstractions.Operations;

/// <summary>The clock of the machine that the database runs on.</summary>
public interface IDatabaseClock
{
    /// <summary>Null when the database runs in this process.</summary>
    Task<DateTimeOffset?> ReadAsync(CancellationToken cancellationToken);
}
