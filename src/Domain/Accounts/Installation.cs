using Picora.Domain.Accounts.Contracts;

namespace Picora.Domain.Accounts;

/// <summary>
/// The one row that stands for the installation as a whole. What must be decided once, or one after the other, is decided by an update of it.
/// </summary>
public sealed class Installation
{
    public const int TheId = 1;

    // For the database, which holds the row from its first migration on.
    private Installation()
    {
    }

    public int Id { get; private set; }

    /// <summary>Who registered first and so became the first administrator; null on an empty installation.</summary>
    public UserId? FirstAdministratorId { get; private set; }

    /// <summary>Codes mailed so far. Counting up first makes senders wait for each other, so that their limits hold exactly.</summary>
    public long CodesIssued { get; private set; }
}
