using Microsoft.EntityFrameworkCore;

namespace Picora.Infrastructure.Persistence.Sqlite;

public sealed class SqlitePicoraDbContext(DbContextOptions<SqlitePicoraDbContext> options) : PicoraDbContext(options)
{
    protected override string? BinaryCollation => null;
}
