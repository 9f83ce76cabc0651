using Microsoft.EntityFrameworkCore.Infrastructure;

namespace Picora.Infrastructure.Persistence;

/// <summary>Lets one process at a time change the tables of a database, where EF Core's own lock does not do it.</summary>
internal interface IMigrationLock
{
    /// <returns>The lock, until it is disposed of. It ends with the process that holds it, too.</returns>
    /// <exception cref="IOException">Another process holds it for longer than the patience.</exception>
    /// <exception cref="System.Data.Common.DbException">The same, said by the database.</exception>
    Task<IAsyncDisposable> EnterAsync(DatabaseFacade database, TimeSpan patience, CancellationToken cancellationToken);
}
